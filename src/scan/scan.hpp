// Many files read by several threads: what became of each, in the order of their names.
#ifndef GONGKAI_SCAN_SCAN_HPP
#define GONGKAI_SCAN_SCAN_HPP

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/read.hpp"
#include "scan/in_order.hpp"
#include "scan/input.hpp"

namespace gongkai {
inline namespace v0 {

/// What became of a file, of one in an archive, or of a line of JSON Lines.
struct Found {
  enum class Kind {
    report,
    failure,    ///< error says why
    no_report,  ///< it happened to lie among the reports: a picture, a style sheet
  };
  Kind kind = Kind::failure;
  std::string name;   ///< "folder/reports.zip!county/page.html", "all.jsonl:17"
  std::string bytes;  ///< of the file; empty of a line
  Reading reading;
  Error error;

  /// The text in which places count, for columns; empty where it is no text.
  std::string_view source() const;
};

/// check_all() of what was found: of a line of JSON Lines too, in whose texts nobody has looked for
/// quantities yet.
Findings check_found(const Reading& reading);

/// Reads what may be a report.
Found read_item(Item item);

/// Reads all that the names mean (Input). `make` runs on the threads, whichever file comes, and
/// makes of it what is wanted; `take` gets that on the calling thread, in the order of the names.
/// False, and the rest is not read, as soon as `take` says that nothing more is wanted.
template <class Made>
bool scan(const std::vector<std::string>& names, std::size_t jobs,
          const std::function<Made(Found)>& make, const std::function<bool(Made)>& take) {
  // Lines of JSON are quicker to work on than to hand over: many of them at a time.
  using Items = std::vector<Item>;
  using AllMade = std::vector<Made>;
  const std::size_t enough = jobs > 1 ? std::size_t{256} << 10U : 0;  // bytes
  InOrder<Items, AllMade> work(
      jobs,
      [&](Items items) {
        AllMade all;
        for (Item& item : items) all.push_back(make(read_item(std::move(item))));
        return all;
      },
      [&](AllMade all) {
        for (Made& each : all)
          if (!take(std::move(each))) return false;
        return true;
      });
  Items items;
  std::size_t size = 0;
  Input input([&](Item item) {
    size += item.bytes.size() + sizeof(Report);
    items.push_back(std::move(item));
    if (size < enough) return true;
    size = 0;
    return work.give(std::exchange(items, {}));
  });
  for (const std::string& name : names)
    if (!input.take(name)) return false;
  return work.give(std::move(items)) && work.finish();
}

}  // namespace v0
}  // namespace gongkai

#endif
