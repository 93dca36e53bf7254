#include "read/text_sources.hpp"

#include <algorithm>

#include "gongkai/reflect.hpp"
#include "sentence.hpp"
#include "text.hpp"

namespace gongkai {
namespace {

// The text of a part by its path; nullptr where it has none.
const std::string* text_of(const Reading& reading, std::string_view part) {
  if (part == "disclosure") return &reading.beside_tables.disclosure;
  if (part == "applications") return &reading.beside_tables.applications;
  if (part == "proceedings") return &reading.beside_tables.proceedings;
  const Schema* schema_at = &schema<Report>;
  const void* at = &reading.report;
  while (true) {
    std::size_t end = std::min(part.find('.'), part.size());
    const Member* found = nullptr;
    for (const Member& member : *schema_at)
      if (member.name == part.substr(0, end)) found = &member;
    if (found == nullptr) return nullptr;
    at = found->at_const(at);
    if (end == part.size())
      return found->kind == Kind::text ? static_cast<const std::string*>(at) : nullptr;
    if (found->part == nullptr) return nullptr;
    schema_at = found->part;
    part.remove_prefix(end + 1);
  }
}

/// Follows a text through its source, letter by letter.
class Follower {
 public:
  Follower(std::string_view source, Place place)
      : source_(source), at_(place.offset), end_(place.offset + place.length), line_(place.line) {}

  // Goes to where these letters begin; of a paragraph the text may be only the end.
  void go_to(std::string_view letters) {
    std::size_t found = source_.substr(0, end_).find(letters, at_);
    if (found != std::string_view::npos) pass(found);
  }
  // Goes behind the next letter, which has to be this one; says where it began.
  bool take(char32_t letter, Place& where) {
    while (at_ < end_) {
      std::size_t next = at_;
      char32_t c = text::next(source_, next);
      where = {at_, next - at_, line_};
      if (c == letter) return pass(next);
      if (c == '&') {  // as a browser shows it
        std::size_t semicolon = source_.find(';', at_);
        constexpr std::size_t longest = 12;
        if (semicolon == std::string_view::npos || semicolon - at_ > longest) return false;
        std::string_view name = source_.substr(at_ + 1, semicolon - at_ - 1);
        pass(semicolon + 1);
        where.length = at_ - where.offset;
        if (name == "nbsp" || name == "ensp" || name == "emsp" || name == "#160") continue;
        return true;
      }
      bool comment = source_.substr(at_, 4) == "<!--";
      if (c == '<') {
        std::size_t close = source_.find(comment ? "-->" : ">", at_);
        if (close >= end_) return false;
        pass(close + (comment ? 3 : 1));
      } else if (text::is_space(c) || c == '*' || c == '_' || c == '\\' || c == '`' || c == '#' ||
                 c == '>' || c == '|' || c == '~') {
        pass(next);
      } else {
        return false;
      }
    }
    return false;
  }

 private:
  bool pass(std::size_t to) {
    line_ += static_cast<std::size_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 source_.begin() + static_cast<std::ptrdiff_t>(to),
                                                 '\n'));
    at_ = to;
    return true;
  }

  std::string_view source_;
  std::size_t at_, end_, line_;
};

// The sentences of one piece; nothing where they cannot be followed.
std::vector<TextSource> sentences_of(const TextSource& piece, std::string_view text,
                                     std::string_view source) {
  std::vector<TextSource> found;
  std::string_view letters = text.substr(piece.offset, piece.length);
  if (text::valid_utf8(letters) != letters.size()) return {};
  Follower follower(source, piece.place);
  std::size_t first = 0;
  for (int i = 0; i < 4 && first < letters.size(); ++i) text::next(letters, first);
  follower.go_to(letters.substr(0, first));
  for (text::Stretch sentence : text::sentences(letters)) {
    Place whole;
    for (std::size_t at = sentence.first; at < sentence.last;) {
      char32_t letter = text::next(letters, at);
      if (text::is_space(letter)) continue;
      Place place;
      if (!follower.take(letter, place)) return {};
      if (whole.line == 0) whole = place;
      whole.length = place.offset + place.length - whole.offset;
    }
    found.push_back(
        {piece.part, piece.offset + sentence.first, sentence.last - sentence.first, whole});
  }
  return found;
}

}  // namespace

void place_sentences(Reading& reading, std::string_view source) {
  std::vector<TextSource> placed;
  for (const TextSource& piece : reading.texts) {
    const std::string* text = text_of(reading, piece.part);
    bool inside = text != nullptr && piece.place.offset <= source.size() &&
                  piece.place.length <= source.size() - piece.place.offset;
    std::vector<TextSource> sentences;
    if (inside) sentences = sentences_of(piece, *text, source);
    if (sentences.empty())
      placed.push_back(piece);
    else
      placed.insert(placed.end(), sentences.begin(), sentences.end());
  }
  reading.texts = std::move(placed);
}

}  // namespace gongkai
