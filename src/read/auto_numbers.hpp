// The numbers that Word puts in front of paragraphs by itself: they are printed, and not in the
// text. "一、" of a title may be one.
#ifndef GONGKAI_READ_AUTO_NUMBERS_HPP
#define GONGKAI_READ_AUTO_NUMBERS_HPP

#include <array>
#include <map>
#include <string>

#include "read/office.hpp"

namespace gongkai {
inline namespace v0 {

class AutoNumbers {
 public:
  static constexpr std::size_t depth = 9;

  /// `numbering`: the root of that part.
  void read(pugi::xml_node numbering);

  /// Counts a paragraph of that list and level, and returns what stands in front of it: "（三）".
  /// Empty for bullets and for kinds of numerals that we do not know.
  std::string next(const std::string& list, std::size_t level);

 private:
  struct Level {
    int start = 1;
    std::string format, text;
  };
  struct List {
    std::array<Level, depth> levels;
    std::array<int, depth> counts{};  // 0: none yet
  };
  std::map<std::string, List> lists_;           // by abstractNumId
  std::map<std::string, std::string> list_of_;  // numId → abstractNumId
};

}  // namespace v0
}  // namespace gongkai

#endif
