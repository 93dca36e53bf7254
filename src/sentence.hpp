// A text of a report cut into sentences.
#ifndef GONGKAI_SENTENCE_HPP
#define GONGKAI_SENTENCE_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::text {

/// A stretch of a text, in bytes.
struct Stretch {
  std::size_t first = 0, last = 0;  ///< [first, last)

  std::string_view of(std::string_view text) const { return text.substr(first, last - first); }
};

/// The sentences of a text, without spaces at their ends, in order. A sentence ends at 。！？; at a
/// line break only after a colon, or where what follows opens with a number (（一）, 一是,
/// 二、, 1.): texts from PDF are broken anywhere. Precondition: valid UTF-8.
std::vector<Stretch> sentences(std::string_view text);

/// A stretch for people: line breaks taken out; where it is longer than `most` characters only
/// what stands around `middle`, cut between clauses where there are any, with … for the rest.
std::string excerpt(std::string_view text, Stretch whole, Stretch middle, std::size_t most);

/// Where a letter stands.
struct Spot {
  std::size_t at = 0;        ///< its first byte in the text
  bool after_space = false;  ///< spaces or line breaks stand before it
};

/// A stretch as one looks for words in it: without spaces; digits, letters, % and signs of a range
/// in ASCII, other punctuation full-width, whichever the text uses; traditional numerals and
/// measure words as simplified ones. One spot for each letter.
void letters_of(std::string_view text, Stretch stretch, std::u32string& letters,
                std::vector<Spot>& spots);

}  // namespace gongkai::text

#endif
