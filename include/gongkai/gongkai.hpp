// All that concerns one report. What takes many has headers of its own, which cost more to compile:
// series.hpp, rollup.hpp, table.hpp, arrow.hpp, aggregate.hpp, indicators.hpp, tree.hpp,
// summary_json.hpp.
#ifndef GONGKAI_GONGKAI_HPP
#define GONGKAI_GONGKAI_HPP

#include "gongkai/archive.hpp"
#include "gongkai/check.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/diagnose.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/report.hpp"
#include "gongkai/selection.hpp"
#include "gongkai/write.hpp"

#endif
