// All of gongkai.
#ifndef GONGKAI_GONGKAI_HPP
#define GONGKAI_GONGKAI_HPP

#include "gongkai/check.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/report.hpp"
#include "gongkai/text_rules.hpp"
#include "gongkai/write.hpp"

#endif
