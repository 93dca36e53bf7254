// Where a finding is shown in the source of its report.
#ifndef GONGKAI_WRITE_PLACE_HPP
#define GONGKAI_WRITE_PLACE_HPP

#include <algorithm>

#include "gongkai/finding.hpp"
#include "gongkai/read.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {

/// Where a term stands; nullptr where that is not known, or in another report.
inline const CellSource* source_of(const Reading& reading, const Finding& finding,
                                   const Term& term) {
  bool known = term.report == finding.report && term.cell < reading.sources.size() &&
               reading.sources[term.cell].found();
  return known ? &reading.sources[term.cell] : nullptr;
}

/// An equation is pointed at by what it should add up to, anything else by its first cell.
inline const CellSource* source_of(const Reading& reading, const Finding& finding) {
  for (bool right_only : {true, false})
    for (const Term& term : finding.terms)
      if (term.role == Role::right || !right_only)
        if (const CellSource* source = source_of(reading, finding, term)) return source;
  return nullptr;
}

/// In a text the one says where, in a Word or Excel file the other.
struct Places {
  Place place;
  TablePlace at;

  bool known() const { return place.line != 0 || at.known(); }
};

/// Of what a text says: where its sentence stands, from its first piece to its last; nowhere else.
inline Places sentence_places(const Reading& reading, const Finding& finding) {
  const TextStretch& sentence = finding.sentence;
  Places shown;
  if (sentence.part.empty()) return shown;
  auto piece = std::lower_bound(
      reading.texts.begin(), reading.texts.end(), sentence,
      [](const TextSource& before, const TextStretch& wanted) {
        int order = before.part.compare(wanted.part);
        return order < 0 || (order == 0 && before.offset + before.length <= wanted.offset);
      });
  for (; piece != reading.texts.end() && piece->part == sentence.part &&
         piece->offset < sentence.offset + sentence.length;
       ++piece) {
    if (!shown.known()) shown = {piece->place, piece->at};
    std::size_t end = piece->place.offset + piece->place.length;
    shown.place.length = std::max(shown.place.length, end - std::min(end, shown.place.offset));
  }
  return shown;
}

/// What is shown for a finding: a text's sentence, or else a cell.
inline Places places_of(const Reading& reading, const Finding& finding) {
  Places shown = sentence_places(reading, finding);
  if (shown.known()) return shown;
  const CellSource* source = source_of(reading, finding);
  return source == nullptr ? Places() : Places{source->place, source->at};
}

/// Columns of places in their lines, in characters, from 1. Places come mostly in the order of the
/// source: it counts on from the one before, as a page may be a single line with a note for each
/// row.
class LineColumns {
 public:
  /// Precondition: the place lies in the source.
  std::size_t of(std::string_view source, Place place) {
    if (source.data() != source_.data() || place.offset < offset_) offset_ = 0, column_ = 1;
    source_ = source;
    std::string_view passed = source.substr(offset_, place.offset - offset_);
    std::size_t line_end = passed.rfind('\n');
    bool same_line = line_end == std::string_view::npos;
    column_ =
        text::length(same_line ? passed : passed.substr(line_end + 1)) + (same_line ? column_ : 1);
    offset_ = place.offset;
    return column_;
  }

 private:
  std::string_view source_;  // of the last place
  std::size_t offset_ = 0, column_ = 1;
};

}  // namespace v0
}  // namespace gongkai

#endif
