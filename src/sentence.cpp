#include "sentence.hpp"

#include "text.hpp"

namespace gongkai::text {
namespace {

bool ends_sentence(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'?'; }

bool ends_clause(char32_t c) {
  return c == U'，' || c == U'；' || c == U'：' || c == ',' || c == ';' || ends_sentence(c);
}

bool is_chinese_digit(char32_t c) {
  return std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
}

// Whether a paragraph opens with a number: "（一）", "(1)", "一是", "二、", "3.", "第一，".
bool opens_with_number(std::string_view text) {
  std::size_t at = 0, digits = 0;
  char32_t c = 0;
  auto take = [&] { c = at < text.size() ? next(text, at) : 0; };
  take();
  bool bracket = c == U'（' || c == '(';
  if (bracket || c == U'第') take();
  for (; digits < 3 && (is_chinese_digit(c) || (c >= '0' && c <= '9')); ++digits) take();
  if (digits == 0) return false;
  if (bracket) return c == U'）' || c == ')';
  if (c == '.') return !(at < text.size() && text[at] >= '0' && text[at] <= '9');  // not 6.7%
  return c == U'、' || c == U'是' || c == U'，' || c == U'．';
}

// "（二）依申请公开方面" in a line of its own.
bool is_heading(std::string_view line) {
  line = trim(line);
  if (line.size() > 120 || !opens_with_number(line)) return false;
  for (std::size_t at = 0; at < line.size();)
    if (ends_clause(next(line, at))) return false;
  return true;
}

// Whether the line break before `at`, behind the character `before`, ends a sentence.
bool breaks_at(std::string_view text, std::size_t at, char32_t before) {
  for (std::size_t next_at = at; next_at < text.size() && is_space(next(text, next_at));)
    at = next_at;
  return before == U'：' || before == ':' || opens_with_number(text.substr(at, 24));
}

// Where the character before `at` starts. Precondition: at > 0.
std::size_t step_back(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

char32_t plain(char32_t c) {
  switch (c) {
    case ',':
      return U'，';
    case ';':
      return U'；';
    case ':':
      return U'：';
    case '(':
      return U'（';
    case ')':
      return U'）';
    case U'兩':
      return U'两';
    case U'萬':
      return U'万';
    case U'億':
      return U'亿';
    case U'條':
      return U'条';
    case U'項':
      return U'项';
    case U'個':
      return U'个';
    case U'餘':
      return U'余';
    case U'○':
      return U'〇';
    case U'％':
    case U'﹪':
      return '%';
    case U'—':
    case U'–':
    case U'～':
    case U'－':
      return '-';
    default:
      break;
  }
  bool wide = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
              (c >= 0xFF41 && c <= 0xFF5A) || c == 0xFF0E || c == 0xFF0B;
  return wide ? c - 0xFEE0 : c;
}

}  // namespace

std::vector<Stretch> sentences(std::string_view text) {
  std::vector<Stretch> found;
  Stretch sentence;
  auto close = [&](std::size_t last) {
    std::string_view trimmed = trim(text.substr(sentence.first, last - sentence.first));
    if (!trimmed.empty()) {
      auto first = static_cast<std::size_t>(trimmed.data() - text.data());
      found.push_back({first, first + trimmed.size()});
    }
    sentence.first = last;
  };
  std::size_t line = 0;
  char32_t before = 0;  // the last character that is no space
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    if (ends_sentence(c)) close(at);
    if (c == '\n' && before != 0 &&
        (breaks_at(text, at, before) || is_heading(text.substr(line, at - line))))
      close(at);
    if (c == '\n') {
      line = at;
      before = 0;  // of several line breaks only the first is looked at
    } else if (!is_space(c)) {
      before = c;
    }
  }
  close(text.size());
  return found;
}

std::string excerpt(std::string_view text, Stretch whole, Stretch middle, std::size_t most) {
  Stretch kept = whole;
  if (whole.last - whole.first > 3 * most) {  // in bytes, so as not to look at all of it
    std::size_t at = middle.first, clause = whole.last, left = most * 2 / 3;
    for (; at > whole.first && left > 0; --left) {
      std::size_t before = step_back(text, at), same = before;
      if (at < middle.first && ends_clause(next(text, same))) clause = at;
      at = before;
    }
    kept.first = at == whole.first ? at : clause < middle.first ? clause : at;
    at = middle.last;
    clause = 0;
    for (left = most / 3; at < whole.last && left > 0; --left)
      if (ends_clause(next(text, at))) clause = at;
    kept.last = at >= whole.last ? whole.last : clause > middle.last ? clause : at;
  }
  std::string shown = kept.first > whole.first ? "…" : "";
  char32_t before = 0;
  for (std::size_t i = kept.first; i < kept.last;) {
    std::size_t start = i;
    char32_t c = next(text, i);
    bool line_break = c == '\n' || c == '\r';
    if (line_break && before >= 0x2E80) continue;  // within Chinese text it is no space
    if (line_break) c = ' ';
    if (c == ' ' && before == ' ') continue;
    before = c;
    if (line_break)
      shown += ' ';
    else
      shown.append(text, start, i - start);
  }
  return kept.last < whole.last ? shown + "…" : shown;
}

void letters_of(std::string_view text, Stretch stretch, std::u32string& letters,
                std::vector<Spot>& spots) {
  letters.clear();
  spots.clear();
  spots.reserve(stretch.last - stretch.first);
  bool after_space = false;
  for (std::size_t at = stretch.first; at < stretch.last;) {
    std::size_t here = at;
    char32_t c = next(text, at);
    if (is_space(c)) {
      after_space = true;
      continue;
    }
    letters += plain(c);
    spots.push_back({here, after_space});
    after_space = false;
  }
}

}  // namespace gongkai::text
