// Every rule there is, in groups. A new family of rules is one line in for_each_rule.
#ifndef GONGKAI_WRITE_CATALOGUE_HPP
#define GONGKAI_WRITE_CATALOGUE_HPP

#include "gongkai/check.hpp"
#include "gongkai/plausibility.hpp"
#include "gongkai/read.hpp"
#include "gongkai/rollup.hpp"
#include "gongkai/series.hpp"
#include "gongkai/text_rules.hpp"
#include "write/json_writer.hpp"

namespace gongkai {
inline namespace v0 {

struct RuleGroup {
  std::string_view name;  ///< for programs
  Text title;
};

/// Calls visit(rule, group) for each rule, group by group.
template <class Visit>
void for_each_rule(Visit&& visit) {
  auto all = [&](const auto& rules, const RuleGroup& group) {
    for (const Rule& rule : rules) visit(rule, group);
  };
  const RuleGroup equation{"equation", {"勾稽关系", "Equations of the form"}};
  for (const Identity& identity : statutory_rules.identities) visit(identity.rule, equation);
  all(cell_rules, {"cell", {"单个格", "Single cells"}});
  all(text_rules, {"text", {"文字与表格", "Text against tables"}});
  all(plausibility_rules, {"plausibility", {"合理性", "Plausibility"}});
  all(series_rules, {"series", {"逐年核对", "From year to year"}});
  all(rollup_rules, {"rollup", {"逐级汇总", "A whole and its parts"}});
  all(reading_rules(), {"reading", {"读取", "Reading"}});
}

inline void write_text(JsonWriter& out, std::string_view key, const Text& text) {
  out.key(key).open('{');
  out.key("zh").string(text.zh);
  out.key("en").string(text.en);
  out.close('}');
}

inline void write_rule(JsonWriter& out, const Rule& rule) {
  out.key("rule").string(rule.id);
  out.key("severity").string(name(rule.severity));
}

}  // namespace v0
}  // namespace gongkai

#endif
