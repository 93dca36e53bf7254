// Title, date, sections and their texts.
#ifndef GONGKAI_READ_PROSE_HPP
#define GONGKAI_READ_PROSE_HPP

#include <string>

#include "gongkai/read.hpp"

namespace gongkai {

/// Takes the headings and paragraphs of a document, in their order, into a reading.
class Prose {
 public:
  explicit Prose(Reading& reading) : reading_(reading) {}

  void heading(const Block& block);
  void paragraph(const Block& block);
  /// After the last block: what is missing is noted.
  void finish();

  /// The section we are in, 1 to 6; 0 before the first.
  int section() const { return section_; }

 private:
  bool title(const Block& block);
  bool date(const Block& block);
  bool open_section(const Block& block);
  void aspect(std::string_view text);

  Reading& reading_;
  Report& report_ = reading_.report;
  int section_ = 0;
  std::string* text_ = nullptr;  // where the text of this section goes
  std::string title_;
};

}  // namespace gongkai

#endif
