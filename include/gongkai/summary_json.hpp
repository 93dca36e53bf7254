// A Summary as JSON Lines, to carry it to another process: what it is grouped by, then its reports
// without their prose.
//
//   {"by":"year,province"}
//   {"form":2021,"agency":"…", …}
#ifndef GONGKAI_SUMMARY_JSON_HPP
#define GONGKAI_SUMMARY_JSON_HPP

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "gongkai/aggregate.hpp"
#include "gongkai/json.hpp"

#if defined(__clang__)  // Boost.Describe's macros use ", ##__VA_ARGS__", which -Wpedantic names
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace gongkai {
inline namespace v0 {

namespace detail {
struct SummaryHead {
  std::string by;
};
BOOST_DESCRIBE_STRUCT(SummaryHead, (), (by))
}  // namespace detail

template <class T>
std::string write_json_lines(const Summary<T>& summary) {
  detail::SummaryHead head;
  for (const By& by : summary.by()) head.by += (head.by.empty() ? "" : ",") + by.name;
  std::string lines = write_json(head) + '\n';
  for (std::size_t row = 0; row < summary.table().size(); ++row)
    lines += write_json(summary.table().row(row)) + '\n';
  return lines;
}

/// What write_json_lines wrote: adds up to the same, and has the same repeats.
/// Errors: those of read_json, with the offset from the start of `lines`; unknown_member with the
/// name of what it is grouped by and T does not have.
template <class T>
Result<Summary<T>> read_summary(std::string_view lines) {
  std::string_view first = lines.substr(0, lines.find('\n'));
  Result<detail::SummaryHead> head = read_json<detail::SummaryHead>(first);
  if (!head) return head.error;
  std::vector<std::string> names;
  for (std::string_view rest = head->by; !rest.empty();) {
    std::size_t size = rest.find(',');
    names.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size == std::string_view::npos ? rest.size() : size + 1);
  }
  Result<std::vector<By>> by = group_by<T>(names);
  if (!by) return by.error;
  Summary<T> summary(*by);
  std::size_t start = first.size() < lines.size() ? first.size() + 1 : lines.size();
  JsonLines<T> reader(lines.substr(start));
  T report;
  while (reader.next(report)) summary.add(report);
  if (!reader.error()) return summary;
  Error error = reader.error();
  error.offset += start;
  return error;
}

}  // namespace v0
}  // namespace gongkai

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#endif
