#include "read/text_sources.hpp"

#include <algorithm>

#include "gongkai/reflect.hpp"
#include "sentence.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
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
      : source_(source.substr(0, place.offset + place.length)),
        at_(place.offset),
        line_(place.line) {}

  // Goes to where these letters begin; of a paragraph the text may be only the end.
  void go_to(std::string_view letters) {
    std::size_t found = source_.find(letters, at_);
    if (found != std::string_view::npos) pass(found);
  }
  // Goes behind the next letter, which has to be this one; says where it began.
  bool take(char32_t letter, Place& where) {
    while (at_ < source_.size()) {
      std::size_t next = at_;
      char32_t c = text::next(source_, next);
      where = {at_, next - at_, line_};
      std::string_view name = c == '&' ? entity() : std::string_view();
      if (!name.empty()) {  // one letter, whatever a browser makes of it
        where.length = name.size() + 2;
        pass(at_ + where.length);
        if (name == "nbsp" || name == "ensp" || name == "emsp" || name == "#160") continue;
        return true;
      }
      if (c == letter) return pass(next);
      bool comment = source_.substr(at_, 4) == "<!--";
      if (c == '<') {
        std::size_t close = source_.find(comment ? "-->" : ">", at_);
        if (close == std::string_view::npos) return false;
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
  // The name in "&amp;"; empty where none stands here.
  std::string_view entity() const {
    constexpr std::size_t longest = 12;
    std::string_view name = source_.substr(at_ + 1, longest);
    std::size_t end =
        name.find_first_not_of("#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return end < name.size() && name[end] == ';' ? name.substr(0, end) : std::string_view();
  }
  bool pass(std::size_t to) {
    line_ += static_cast<std::size_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 source_.begin() + static_cast<std::ptrdiff_t>(to),
                                                 '\n'));
    at_ = to;
    return true;
  }

  std::string_view source_;  // as far as the piece goes
  std::size_t at_, line_;
};

// The sentences of one piece; nothing where they cannot be followed.
std::vector<TextSource> sentences_of(const TextSource& piece, std::string_view text,
                                     std::string_view source) {
  std::vector<TextSource> found;
  std::string_view letters = text.substr(piece.offset, piece.length);
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
    found.push_back({piece.part, piece.offset + sentence.first, sentence.last - sentence.first,
                     whole, piece.at});
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

}  // namespace v0
}  // namespace gongkai
