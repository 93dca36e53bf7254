// All of gongkai.
#ifndef GONGKAI_GONGKAI_HPP
#define GONGKAI_GONGKAI_HPP

#include "gongkai/archive.hpp"
#include "gongkai/check.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/diagnose.hpp"
#include "gongkai/json.hpp"
#include "gongkai/plausibility.hpp"
#include "gongkai/read.hpp"
#include "gongkai/report.hpp"
#include "gongkai/rollup.hpp"
#include "gongkai/selection.hpp"
#include "gongkai/series.hpp"
#include "gongkai/text_rules.hpp"
#include "gongkai/write.hpp"

#endif
