// Title, date, sections and their texts.
#ifndef GONGKAI_READ_PROSE_HPP
#define GONGKAI_READ_PROSE_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "gongkai/read.hpp"
#include "read/numbering.hpp"

namespace gongkai {
inline namespace v0 {

/// Takes the headings and paragraphs of a document, in their order, into a reading.
class Prose {
 public:
  explicit Prose(Reading& reading) : reading_(reading) {}

  void heading(const Block& block);
  void paragraph(const Block& block);
  /// A row of the table above the report that says who published it and when.
  void metadata(const std::string& row);
  /// After the last block: what is missing is noted.
  void finish();

  /// The section we are in, 1 to 6; 0 before the first. In a section that the form does not have:
  /// 0 where it may yet be one of tables 2 to 4 under another title, 7 behind them.
  int section() const { return !foreign_ ? section_ : section_ < 4 ? 0 : 7; }

 private:
  bool title(const Block& block);
  bool date(const std::string& text);
  std::size_t open_section(const Block& block);
  bool may_open(const Block& block, Numbering::Style style) const;
  bool opens(Numbering::Style style, int section) const;
  bool aspect(const Block& block);
  void place_text(const Block& block, std::string_view text);
  void note_unplaced(std::string_view rule, const Block& block, std::string_view text);

  Reading& reading_;
  Report& report_ = reading_.report;

  // The title found, and how much it says: a heading more than a paragraph, both agency and year
  // more than one of them.
  std::string title_;
  int title_rank_ = -1;
  std::string line_before_;  // a title may have the agency in a line of its own

  int section_ = 0;
  Numbering section_numbering_;
  bool foreign_ = false;  // in a section that the form does not have
  struct Part {
    std::string_view path;
    std::string* text = nullptr;
  };
  Part part_;              // where the text of this section goes
  bool any_text_ = false;  // in any section yet
  bool after_heading_ = false;

  // The note on texts without a place, while they stand one behind the other.
  std::optional<std::size_t> unplaced_note_;
};

}  // namespace v0
}  // namespace gongkai

#endif
