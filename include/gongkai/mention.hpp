// A quantity in the text of a report: "微博、微信推送506篇" says 506, in 篇, of 微博、微信.
#ifndef GONGKAI_MENTION_HPP
#define GONGKAI_MENTION_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "gongkai/cell.hpp"
#include "gongkai/reflect.hpp"
#include "gongkai/report.hpp"

#if defined(__clang__)  // see report.hpp
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace gongkai {
inline namespace v0 {

/// One quantity as the text states it.
struct Mention {
  enum class Kind : std::uint8_t {
    exact,        ///< 506 篇
    approximate,  ///< 400 余篇, 约 20 次, 近百件, 3至5个: the true number is near it
    none,         ///< 未发生, 未收到, 无: says that there was nothing; value 0
    percentage    ///< 17.46%, 百分之十: value 17.46, 10
  };
  Kind kind = Kind::exact;
  Amount value;      ///< exact, with 万 and 亿 multiplied out: 189.3245万 is 1893245
  std::string unit;  ///< the measure word: 件, 篇, 人次, 万元 without its 万: 元; or empty
  std::string subject;   ///< what is counted, in the words of the sentence; may be empty
  std::string sentence;  ///< the sentence it stands in; of a very long one what is around it
  std::string part;      ///< path of the text in the report: "overview.platforms", "other_matters";
                         ///< "applications" beside table 3
  std::size_t offset = 0, length = 0;  ///< of "20 余次" or "未发生" in that text, in bytes
};

/// Text that stands beside tables 2 to 4, in sections 二 to 四, where the form has no text.
struct BesideTables {
  std::string disclosure, applications, proceedings;  ///< named as the members of Report
};
BOOST_DESCRIBE_STRUCT(BesideTables, (), (disclosure, applications, proceedings))

template <>
struct Labels<BesideTables> {
  static constexpr Label of[] = {
      {"disclosure", "", {"二、主动公开政府信息情况", "2. Proactive disclosure"}},
      {"applications", "", {"三、收到和处理政府信息公开申请情况", "3. Applications"}},
      {"proceedings",
       "",
       {"四、政府信息公开行政复议、行政诉讼情况", "4. Reconsideration and litigation"}},
  };
};

/// The quantities that the texts of a report state: overview, what stands beside its tables,
/// problems, other_matters, in the order of the report. A range, 3至5个, gives two. Not quantities:
/// dates and spans of time, ordinals (第3次), numbers of documents and articles, names (三公经费,
/// 12345热线). What can be read in two ways or does not fit into an Amount is left out. Text that
/// is not UTF-8 states nothing.
std::vector<Mention> mentions(const Report& report, const BesideTables& beside = {});

}  // namespace v0
}  // namespace gongkai

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#endif
