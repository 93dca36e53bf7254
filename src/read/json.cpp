// One strict reader for every described type: walks its Schema and, beside it, the tokens of the
// text. simdjson finds the tokens and checks the encoding; names, types, ranges, completeness and
// what follows the value are checked here, and the places of errors are found here.
#include "gongkai/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <limits>
#include <memory>
#include <new>
#include <vector>

namespace gongkai {
namespace detail {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first character that is not white space, from `at` on; the size where there is none.
std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// ---- the type as the reader wants it -------------------------------------------------------

/// The first bytes of a name and its closing quote as words, and which of their bytes count: names
/// are compared without a branch for their length, which the processor could not foresee.
struct Front {
  static constexpr std::size_t words = 4, size = words * sizeof(std::uint64_t);
  std::uint64_t bytes[words] = {}, mask[words] = {};

  void set(std::string_view name) {
    char text[size] = {}, counts[size] = {};
    for (std::size_t i = 0; i < size && i <= name.size(); ++i) {
      text[i] = i < name.size() ? name[i] : '"';
      counts[i] = '\xFF';
    }
    std::memcpy(bytes, text, size);
    std::memcpy(mask, counts, size);
  }
  bool same(const char* key) const {
    // Spelled out as vectors: compilers take four words one by one, which costs a third more.
    typedef std::uint64_t Pair __attribute__((vector_size(16)));
    Pair differ = {};
    for (std::size_t i = 0; i < words; i += 2) {
      Pair found, name, counts;
      std::memcpy(&found, key + i * 8, sizeof found);
      std::memcpy(&name, bytes + i, sizeof found);
      std::memcpy(&counts, mask + i, sizeof found);
      differ |= (found ^ name) & counts;
    }
    return (differ[0] | differ[1]) == 0;
  }
};
static_assert(Front::size < simdjson::SIMDJSON_PADDING, "may read past the end of the text");

struct Shape;

/// A Member with its offset resolved and its name as it stands in a JSON text.
struct Field {
  const Member* member = nullptr;
  Kind kind = Kind::part;
  std::string_view name;  // without quotes; in storage of the Member
  Front front;
  std::size_t offset = 0;  // within the object of the owner
  std::uint64_t bit = 0;   // among the members of the owner
  Shape* part = nullptr;   // of kind part
  Field* next = nullptr;   // the one that came after it when last one did
};

/// A Schema as its fields, linked in the order in which a text last gave them: whoever writes them
/// in another order than ours mostly keeps to it, so the next name is a guess that mostly holds.
struct Shape {
  const Schema* schema = nullptr;
  std::vector<Field> fields;
  Field* first = nullptr;  // like Field::next
  std::uint64_t all = 0;   // the bits of all fields
  bool only_cells = true;  // "absent" may stand for it
  Field* slots[64] = {};   // one of the fields whose name has that hash
};

/// A hash, below 64, of a name of that size, from its first eight bytes. All eight can be read.
inline std::size_t hash(const char* name, std::size_t size) {
  std::uint64_t front;
  std::memcpy(&front, name, sizeof front);
  if (size < 8) front &= (std::uint64_t{1} << 8 * size) - 1;
  return static_cast<std::size_t>((front + size) * 0x9E3779B97F4A7C15U >> 58U);
}

/// Whether the JSON string whose first character is at `key` is this name, byte for byte.
inline bool same(const char* key, const Field& field) {
  if (!field.front.same(key)) return false;
  const std::string_view name = field.name;
  if (name.size() < Front::size) return true;
  std::size_t i = Front::size;  // not past a difference: the text may end there
  while (i < name.size() && key[i] == name[i]) ++i;
  return i == name.size() && key[i] == '"';
}

class Shapes {
 public:
  /// The shape of a described type, made when first asked for. `object` is an object of that type;
  /// only addresses within it are taken.
  Shape& of(const Schema& schema, void* object) {
    for (Shape& shape : shapes_)
      if (shape.schema == &schema) return shape;
    shapes_.emplace_back();
    Shape& shape = shapes_.back();
    shape.schema = &schema;
    shape.fields.resize(schema.size);
    shape.first = shape.fields.data();
    for (std::size_t i = 0; i < schema.size; ++i) {
      const Member& member = schema.members[i];
      Field& field = shape.fields[i];
      char* at = static_cast<char*>(member.at(object));
      field.member = &member;
      field.kind = member.kind;
      field.name = member.name;
      field.offset = static_cast<std::size_t>(at - static_cast<char*>(object));
      field.bit = std::uint64_t{1} << i;
      field.next = &shape.fields[(i + 1) % schema.size];
      field.front.set(member.name);
      shape.slots[hash(reinterpret_cast<const char*>(field.front.bytes), field.name.size())] =
          &field;
      if (member.kind == Kind::part) field.part = &of(*member.part, at);
      shape.only_cells &= field.part != nullptr ? field.part->only_cells : is_cell(member.kind);
      shape.all |= field.bit;
    }
    return shape;
  }

 private:
  std::deque<Shape> shapes_;  // where they are, they stay
};

// ---- what a token says ---------------------------------------------------------------------

/// The state whose word that is; `value` where it is none.
State state_of(std::string_view word) {
  if (word == "absent") return State::absent;
  if (word == "missing") return State::missing;
  if (word == "unreadable") return State::unreadable;
  if (word == "fraction") return State::fraction;
  if (word == "ambiguous") return State::ambiguous;
  return State::value;
}

enum class Literal { integer, other_number, string, literal, container, damaged };

/// What kind of JSON value begins with that token, exactly.
Literal literal_of(std::string_view token) {
  if (token.empty()) return Literal::damaged;
  if (token[0] == '{' || token[0] == '[') return Literal::container;
  if (token[0] == '"') return Literal::string;
  if (token == "null" || token == "true" || token == "false") return Literal::literal;
  std::size_t i = token[0] == '-' ? 1 : 0;
  auto digits = [&] {
    std::size_t from = i;
    while (i < token.size() && is_digit(token[i])) ++i;
    return i - from;
  };
  std::size_t start = i, whole = digits();
  if (whole == 0 || (whole > 1 && token[start] == '0')) return Literal::damaged;
  if (i == token.size()) return Literal::integer;
  if (token[i] == '.') {
    ++i;
    if (digits() == 0) return Literal::damaged;
  }
  if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
    ++i;
    if (i < token.size() && (token[i] == '+' || token[i] == '-')) ++i;
    if (digits() == 0) return Literal::damaged;
  }
  return i == token.size() ? Literal::other_number : Literal::damaged;
}

/// Reads a count as nearly all are written: at most 18 digits, or null, and the next token right
/// behind. False for anything else. There is always a byte that is no digit behind the text.
inline bool plain_count(const char* at, Count& count) {
  const char* start = at;
  std::int64_t number = 0;
  while (is_digit(*at) && at - start < 18) number = number * 10 + (*at++ - '0');
  bool good = at != start && (*start != '0' || at - start == 1);
  Count found(number);
  if (at == start) {
    good = std::memcmp(at, "null", 4) == 0;
    found = Count();
    at += 4;
  }
  if (!good || (*at != ',' && *at != '}')) return false;
  count = found;
  return true;
}

/// A token of kind integer, unless 64 bits do not hold it.
bool parse_integer(std::string_view token, std::int64_t& number) {
  bool negative = token[0] == '-';
  std::uint64_t magnitude = 0;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  for (std::size_t i = negative ? 1 : 0; i < token.size(); ++i) {
    auto digit = static_cast<std::uint64_t>(token[i] - '0');
    if (magnitude > (most + 1 - digit) / 10) return false;
    magnitude = magnitude * 10 + digit;
  }
  if (!negative && magnitude > most) return false;
  number = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
  return true;
}

/// An exact decimal: digits, perhaps a sign before and a point between them. Whether it is one; and
/// where it is, whether an Amount holds it.
struct Decimal {
  bool ok = false, fits = false;
  Amount amount;
};
Decimal parse_decimal(std::string_view text) {
  Decimal result;
  std::size_t start = !text.empty() && text[0] == '-' ? 1 : 0, point = text.size();
  for (std::size_t i = start; i < text.size(); ++i) {
    if (text[i] == '.' && point == text.size())
      point = i;
    else if (!is_digit(text[i]))
      return result;
  }
  if (point == start || point + 1 == text.size() || start == text.size()) return result;
  result.ok = true;
  std::size_t end = text.size();
  if (point < end)  // zeros at the end of the decimals say nothing
    while (text[end - 1] == '0') --end;
  std::size_t decimals = end > point ? end - point - 1 : 0;
  if (decimals > std::numeric_limits<std::uint8_t>::max()) return result;
  std::string digits(text.substr(0, std::min(point, end)));
  if (decimals > 0) digits += text.substr(point + 1, decimals);
  std::int64_t number = 0;
  result.fits = parse_integer(digits, number);
  if (result.fits) result.amount = Amount(number, static_cast<int>(decimals));
  return result;
}

/// Whether it is written like a date; which day it is, Date::parse says.
bool looks_like_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
  return true;
}

void append_utf8(std::uint32_t c, std::string& to) {
  auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U), put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U), put(0x80U | (c >> 6U & 0x3FU)), put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U), put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU)), put(0x80U | (c & 0x3FU));
  }
}

/// Four hexadecimal digits, or -1.
std::int32_t hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  std::int32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    char c = text[i];
    int digit = is_digit(c)            ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
}

constexpr std::size_t unescaped = std::string_view::npos;

/// The text that a JSON string means. Returns `unescaped`, or where the first bad escape is.
/// simdjson's own lets half a surrogate pair through, which is no UTF-8.
std::size_t unescape(std::string_view escaped, std::string& to) {
  to.clear();
  for (std::size_t i = 0;;) {
    std::size_t slash = escaped.find('\\', i);
    if (slash == std::string_view::npos) {
      to += escaped.substr(i);
      return slash;
    }
    to += escaped.substr(i, slash - i);
    char c = slash + 1 < escaped.size() ? escaped[slash + 1] : '\0';
    i = slash + 2;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        to += c;
        break;
      case 'b':
        to += '\b';
        break;
      case 'f':
        to += '\f';
        break;
      case 'n':
        to += '\n';
        break;
      case 'r':
        to += '\r';
        break;
      case 't':
        to += '\t';
        break;
      case 'u': {
        std::int32_t unit = hex4(escaped, i);
        i += 4;
        if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000)) return slash;
        auto point = static_cast<std::uint32_t>(unit);
        if (unit >= 0xD800 && unit < 0xDC00) {
          bool pair = escaped.substr(i, 2) == "\\u";
          std::int32_t low = pair ? hex4(escaped, i + 2) : -1;
          if (low < 0xDC00 || low >= 0xE000) return slash;
          point =
              0x10000U + ((point - 0xD800U) << 10U) + (static_cast<std::uint32_t>(low) - 0xDC00U);
          i += 6;
        }
        append_utf8(point, to);
        break;
      }
      default:
        return slash;
    }
  }
}

/// The byte where the text stops being UTF-8; its size where it does not.
std::size_t first_not_utf8(std::string_view text) {
  auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  for (std::size_t i = 0; i < text.size();) {
    unsigned lead = byte(i), second = byte(i + 1);
    std::size_t size = lead < 0x80U   ? 1
                       : lead < 0xC2U ? 0
                       : lead < 0xE0U ? 2
                       : lead < 0xF0U ? 3
                       : lead < 0xF5U ? 4
                                      : 0;
    if (size == 0 || (lead == 0xE0U && second < 0xA0U) || (lead == 0xEDU && second > 0x9FU) ||
        (lead == 0xF0U && second < 0x90U) || (lead == 0xF4U && second > 0x8FU))
      return i;
    for (std::size_t k = 1; k < size; ++k)
      if ((byte(i + k) & 0xC0U) != 0x80U) return i;
    i += size;
  }
  return text.size();
}

/// What was found, short enough to be shown.
std::string excerpt(std::string_view found) {
  constexpr std::size_t most = 60;
  if (found.size() <= most) return std::string(found);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(found[end]) & 0xC0U) == 0x80U) --end;
  return std::string(found.substr(0, end)) + "…";
}

Error error_at(ErrorCode code, std::size_t offset, std::string detail = {}) {
  return {code, offset, {}, std::move(detail)};
}

// ---- one text ------------------------------------------------------------------------------

/// Where the tokens of a text begin: braces, brackets, colons, commas, and the first byte of every
/// string, number and word. This is the first stage of simdjson's On-Demand, without the iterators
/// on top of it, which cost as much again as all that is checked here. Behind the last token stands
/// the size of the text, twice.
class Tokens {
 public:
  /// False where the text is not UTF-8, or holds a string that has no end or a control character
  /// in it. The text has simdjson's padding after it.
  bool find(std::string_view text) {
    auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    return stage_->stage1(bytes, text.size(), simdjson::stage1_mode::regular) == simdjson::SUCCESS;
  }
  const std::uint32_t* begin() const { return stage_->structural_indexes.get(); }
  const std::uint32_t* end() const { return begin() + stage_->n_structural_indexes; }

  /// Makes room for texts of that size. False where they are too large.
  bool reserve(std::size_t size) {
    if (stage_ && size <= stage_->capacity()) return true;
    constexpr std::size_t most = simdjson::SIMDJSON_MAXSIZE_BYTES;
    if (size > most) return false;
    if (stage_) size = std::min(std::max(size, 2 * stage_->capacity()), most);
    constexpr std::size_t depth = 1;  // only simdjson's second stage goes deeper
    return simdjson::get_active_implementation()->create_dom_parser_implementation(
               size, depth, stage_) == simdjson::SUCCESS;
  }

 private:
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_;
};

class Reader {
 public:
  /// Reads one JSON text into `object`. The text has simdjson's padding after it, and the first
  /// byte of that is a newline or zero.
  Error read(const Schema& schema, void* object, std::string_view text) {
    if (!tokens_.reserve(text.size())) return error_at(ErrorCode::too_large, 0);
    text_ = text;
    error_ = {};
    if (whole(shapes_.of(schema, object), object)) return {};
    Error error = std::move(error_);
    if (error.code == ErrorCode::bad_json || error.code == ErrorCode::trailing_text) {
      // A zero byte is no JSON wherever it stands, and says more about the file.
      std::size_t zero = text.find('\0');
      if (zero != std::string_view::npos) return error_at(ErrorCode::binary_input, zero);
    }
    return error;
  }

 private:
  using Token = const std::uint32_t*;  // one of tokens_

  bool whole(Shape& shape, void* object) {
    if (skip_space(text_, 0) == text_.size()) return fail(ErrorCode::empty_input, text_.data());
    if (!tokens_.find(text_)) return no_tokens();
    Token token = tokens_.begin();
    if (*at(token) != '{') return wrong_token(text_of(token));
    token = part(shape, static_cast<char*>(object), token);
    if (token == nullptr) return false;
    if (token == tokens_.end()) return true;
    return fail(ErrorCode::trailing_text, at(token), excerpt(text_.substr(*token)));
  }

  const char* at(Token token) const { return text_.data() + *token; }

  /// A token without the white space after it.
  std::string_view text_of(Token token) const {
    std::size_t end = token[1];
    while (end > *token && is_space(text_[end - 1])) --end;
    return text_.substr(*token, end - *token);
  }

  /// Reads an object, whose brace is at `token`. The token after it; none after an error.
  Token part(Shape& shape, char* owner, Token token) {
    std::uint64_t seen = 0;
    Field** guess = &shape.first;
    if (*at(token + 1) == '}') {
      ++token;
    } else {
      do {
        const char* key = at(++token);
        if (*key != '"') return damaged(token);
        Field* field = *guess;
        if (!same(++key, *field)) {
          field = find(shape, key, at(token + 1));
          if (field == nullptr) return unknown(key);
          *guess = field;
        }
        if (*at(++token) != ':') return damaged(token);
        if ((seen & field->bit) != 0) return duplicate(*field, key);
        seen |= field->bit;
        guess = &field->next;
        token = value(*field, owner + field->offset, token + 1);
        if (token == nullptr) return within(*field);
      } while (*at(token) == ',');
      if (*at(token) != '}') return damaged(token);
    }
    if (seen != shape.all) return incomplete(shape, seen, token);
    return token + 1;
  }

  /// Which field that name is, if any. The colon tells its size, but for white space before it.
  Field* find(Shape& shape, const char* key, const char* colon) {
    Field* likely = shape.slots[hash(key, static_cast<std::size_t>(colon - key - 1))];
    if (likely != nullptr && same(key, *likely)) return likely;
    for (Field& field : shape.fields)
      if (same(key, field)) return &field;
    std::string_view raw = string_at(key);
    if (raw.find('\\') == std::string_view::npos || unescape(raw, unescaped_) != unescaped)
      return nullptr;
    for (Field& field : shape.fields)
      if (unescaped_ == field.name) return &field;
    return nullptr;
  }

  /// Reads a value. The token after it; none after an error.
  Token value(const Field& field, char* to, Token token) {
    if (field.kind == Kind::count && plain_count(at(token), *reinterpret_cast<Count*>(to)))
      return token + 1;
    if (field.kind == Kind::part && *at(token) == '{') return part(*field.part, to, token);
    return other_value(field, to, text_of(token)) ? token + 1 : nullptr;
  }

  /// Reads a value that is one token, and says what is wrong with any other.
  bool other_value(const Field& field, char* to, std::string_view token) {
    switch (field.kind) {
      case Kind::part:
        return absent_part(*field.part, to, token);
      case Kind::count:
        return integer_cell(*reinterpret_cast<Count*>(to), token);
      case Kind::change:
        return integer_cell(*reinterpret_cast<Change*>(to), token);
      case Kind::amount:
        return amount_cell(*reinterpret_cast<Amount*>(to), token);
      case Kind::text:
        return text(*reinterpret_cast<std::string*>(to), token);
      case Kind::number:
        return number(*reinterpret_cast<std::int32_t*>(to), token);
      case Kind::date:
        return date(*reinterpret_cast<Date*>(to), token);
      case Kind::choice:
        return choice(*field.member->choices, to, token);
    }
    return false;
  }

  bool absent_part(const Shape& shape, char* to, std::string_view token) {
    std::string_view word;
    if (token.empty() || token[0] != '"' || !shape.only_cells) return wrong_token(token);
    if (!string(token, word)) return false;
    if (word != "absent") return wrong_token(token);
    set_all_cells(*shape.schema, to, State::absent);
    return true;
  }

  template <class Cell>
  bool integer_cell(Cell& cell, std::string_view token) {
    if (!token.empty() && (token[0] == '"' || token[0] == 'n')) return no_value(cell, token);
    std::int64_t number = 0;
    if (!integer(token, number)) return false;
    if (number < Cell::min) return fail(ErrorCode::out_of_range, token);
    cell = Cell(number);
    return true;
  }

  /// A cell from null or a word.
  template <class Cell>
  bool no_value(Cell& cell, std::string_view token) {
    if (token == "null") {
      cell = Cell();
      return true;
    }
    std::string_view word;
    if (token.empty() || token[0] != '"') return wrong_token(token);
    if (!string(token, word)) return false;
    State state = state_of(word);
    if (state == State::value) return wrong_token(token);
    cell = Cell(state);
    return true;
  }

  bool amount_cell(Amount& cell, std::string_view token) {
    std::string_view content;
    if (token.empty() || token[0] != '"') {
      if (token == "null") return no_value(cell, token);
      wrong_token(token);
      if (!token.empty() && is_digit(token.back()) && error_.code == ErrorCode::wrong_type)
        error_.detail += ": \"" + excerpt(token) + '"';  // how to write money
      return false;
    }
    if (!string(token, content)) return false;
    Decimal decimal = parse_decimal(content);
    if (!decimal.ok) return no_value(cell, token);
    if (!decimal.fits) return fail(ErrorCode::out_of_range, token);
    cell = decimal.amount;
    return true;
  }

  bool text(std::string& to, std::string_view token) {
    if (token.empty() || token[0] != '"') return wrong_token(token);
    std::string_view content = token.substr(1, token.size() - 2);
    if (std::memchr(content.data(), '\\', content.size()) == nullptr) {
      to.assign(content.data(), content.size());
      return true;
    }
    return unescape_token(token, to);
  }

  bool number(std::int32_t& to, std::string_view token) {
    std::int64_t number = 0;
    if (token == "null") {
      to = 0;
      return true;
    }
    if (!integer(token, number)) return false;
    to = static_cast<std::int32_t>(number);
    return (to == number && to != 0) || fail(ErrorCode::out_of_range, token);
  }

  bool date(Date& to, std::string_view token) {
    if (token == "null") {
      to = Date();
      return true;
    }
    std::string_view content;
    if (token.empty() || token[0] != '"') return wrong_token(token);
    if (!string(token, content)) return false;
    if (!looks_like_date(content)) return wrong_token(token);
    to = Date::parse(content);
    return to.known() || fail(ErrorCode::out_of_range, token);
  }

  bool choice(const Choices& choices, void* to, std::string_view token) {
    std::int64_t number = 0;
    if (!integer(token, number)) return false;
    for (std::size_t i = 0; i < choices.size; ++i)
      if (choices.values[i].value == number) {
        choices.set(to, number);
        return true;
      }
    return fail(ErrorCode::out_of_range, token);
  }

  bool integer(std::string_view token, std::int64_t& number) {
    if (!token.empty() && token.size() <= 18) {  // nearly always: fits, whatever the digits
      std::size_t start = token[0] == '-' ? 1 : 0, i = start;
      std::int64_t magnitude = 0;
      while (i < token.size() && is_digit(token[i]))
        magnitude = magnitude * 10 + (token[i++] - '0');
      if (i == token.size() && i > start && (token[start] != '0' || i == start + 1)) {
        number = start == 0 ? magnitude : -magnitude;
        return true;
      }
      return wrong_token(token);
    }
    if (literal_of(token) != Literal::integer) return wrong_token(token);
    return parse_integer(token, number) || fail(ErrorCode::out_of_range, token);
  }

  /// The content of a string token, without its quotes and escapes.
  bool string(std::string_view token, std::string_view& content) {
    content = token.substr(1, token.size() - 2);
    if (content.find('\\') == std::string_view::npos) return true;
    if (!unescape_token(token, unescaped_)) return false;
    content = unescaped_;
    return true;
  }
  bool unescape_token(std::string_view token, std::string& to) {
    std::size_t bad = unescape(token.substr(1, token.size() - 2), to);
    if (bad == unescaped) return true;
    return fail(ErrorCode::bad_json, token.data() + 1 + bad, excerpt(token.substr(1 + bad, 6)));
  }

  // -- errors: what these return means failure

  std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - text_.data()); }

  bool fail(ErrorCode code, const char* at, std::string detail = {}) {
    error_ = error_at(code, offset(at), std::move(detail));
    return false;
  }
  bool fail(ErrorCode code, std::string_view token) {
    return fail(code, token.data(), excerpt(token));
  }
  /// A token of a kind that does not belong here, or none at all.
  bool wrong_token(std::string_view token) {
    switch (literal_of(token)) {
      case Literal::container:
        return fail(ErrorCode::wrong_type, token.substr(0, 1));
      case Literal::damaged:
        return fail(ErrorCode::bad_json, token);
      default:
        return fail(ErrorCode::wrong_type, token);
    }
  }

  /// Puts the name of a field before the path of the error.
  Token within(const Field& field) {
    error_.path.insert(0, error_.path.empty() ? "" : ".").insert(0, field.name);
    return nullptr;
  }

  /// What stands between the quote before `start` and the next that is not escaped.
  std::string_view string_at(const char* start) const {
    std::size_t from = offset(start), end = from;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return text_.substr(from, std::min(end, text_.size()) - from);
  }

  Token unknown(const char* key) {
    std::string_view raw = string_at(key);
    std::size_t bad = unescape(raw, unescaped_);
    if (bad != unescaped) {
      fail(ErrorCode::bad_json, key + bad, excerpt(raw.substr(bad, 6)));
    } else {
      fail(ErrorCode::unknown_member, key - 1);
      error_.path = excerpt(unescaped_);
    }
    return nullptr;
  }

  Token duplicate(const Field& field, const char* key) {
    fail(ErrorCode::duplicate_member, key - 1);
    return within(field);
  }

  Token incomplete(const Shape& shape, std::uint64_t seen, Token brace) {
    fail(ErrorCode::missing_member, at(brace));
    for (const Field& field : shape.fields)
      if ((seen & field.bit) == 0) return within(field);
    return nullptr;
  }

  /// A token that cannot stand there, or the end of the text.
  Token damaged(Token token) {
    fail(ErrorCode::bad_json, at(token), excerpt(text_.substr(*token, 1)));
    return nullptr;
  }

  /// simdjson found no tokens: the text is not UTF-8, or a string in it has no end or holds a
  /// control character. It does not say where.
  bool no_tokens() {
    std::size_t bad = first_not_utf8(text_);
    if (bad < text_.size()) return fail(ErrorCode::not_utf8, text_.data() + bad);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\\') return fail(ErrorCode::bad_json, text_.data() + i);
      if (text_[i] != '"') continue;
      std::size_t start = i++;
      for (bool escaped = false; i < text_.size() && (escaped || text_[i] != '"'); ++i) {
        if (static_cast<unsigned char>(text_[i]) < 0x20U)
          return fail(ErrorCode::bad_json, text_.data() + i);
        escaped = !escaped && text_[i] == '\\';
      }
      if (i == text_.size()) return fail(ErrorCode::bad_json, text_.data() + start);
    }
    return fail(ErrorCode::bad_json, text_.data());
  }

  Tokens tokens_;
  Shapes shapes_;
  std::string_view text_;
  std::string unescaped_;
  Error error_;
};

}  // namespace

Error read_json(const Schema& schema, void* object, std::string_view text) {
  std::size_t mark = text.substr(0, 3) == byte_order_mark ? 3 : 0;
  text.remove_prefix(mark);
  if (text.size() >= std::numeric_limits<std::uint32_t>::max())
    return error_at(ErrorCode::too_large, 0);
  std::unique_ptr<char[]> padded(new char[text.size() + simdjson::SIMDJSON_PADDING]);
  std::memcpy(padded.get(), text.data(), text.size());
  std::memset(padded.get() + text.size(), 0, simdjson::SIMDJSON_PADDING);
  Reader reader;
  Error error = reader.read(schema, object, {padded.get(), text.size()});
  if (error) error.offset += mark;
  return error;
}

// ---- JSON Lines ----------------------------------------------------------------------------

/// Lines of a text or of a source, one after the other, each with simdjson's padding after it. What
/// stands in the padding does not matter, so it may be the lines that follow.
struct JsonLineReader::State {
  static constexpr std::size_t padding = simdjson::SIMDJSON_PADDING;
  static constexpr std::size_t least_room = std::size_t{256} << 10U;  // stays in the cache

  const Schema& schema;
  std::size_t longest;
  ByteSource source = nullptr;  // none: all of it is in `rest` from the start
  void* context = nullptr;

  std::unique_ptr<char[]> buffer{};
  std::size_t room = 0;      // of the buffer, without the padding
  std::string_view rest{};   // not yet framed: in the buffer, or in the caller's text
  std::size_t searched = 0;  // bytes at the front of `rest` known to hold no newline
  std::size_t consumed = 0;  // bytes of the input before `rest`
  bool cut = false;          // the line at the front of `rest` was too long; its rest is to go
  bool ended = false;        // the source has no more
  bool failed = false;

  std::size_t line = 0;
  Error error{};
  Reader reader{};

  bool next(void* object) {
    error = {};
    std::string_view text;
    std::size_t start = 0;
    while (frame(text, start)) {
      ++line;
      if (line == 1 && text.substr(0, 3) == byte_order_mark) {
        text.remove_prefix(3);
        start += 3;
      }
      if (text.size() > longest) {
        error = error_at(ErrorCode::too_large, start);
        return false;
      }
      if (skip_space(text, 0) == text.size()) continue;
      error = reader.read(schema, object, text);
      if (error) error.offset += start;
      return !error;
    }
    if (failed) {
      failed = false;  // said once; after that it is the end
      error = error_at(ErrorCode::io, consumed + rest.size());
      rest = {};
    }
    return false;
  }

  /// The next line without its newline, and its place in the input. Of a line past the limit only
  /// the front, itself past the limit.
  bool frame(std::string_view& text, std::size_t& start) {
    while (cut) {
      std::size_t newline = rest.find('\n');
      cut = newline == std::string_view::npos;
      take(cut ? rest.size() : newline + 1);
      if (cut && ended) return false;
      if (cut) fill();
    }
    for (;;) {
      start = consumed;
      std::size_t newline = rest.find('\n', searched);
      if (newline != std::string_view::npos) {
        text = rest.substr(0, newline);
        take(newline + 1);
        if (source == nullptr && rest.size() < padding) pad(text);
        return true;
      }
      searched = rest.size();
      cut = rest.size() > longest + byte_order_mark.size();
      if (cut || ended) {
        if (rest.empty() || failed) return false;
        text = rest;
        take(rest.size());
        if (!cut) pad(text);
        return true;
      }
      fill();
    }
  }

  void take(std::size_t bytes) {
    rest.remove_prefix(bytes);
    consumed += bytes;
    searched = 0;
  }

  /// Puts zero bytes after a line that has none of the input after it.
  void pad(std::string_view& text) {
    if (text.size() > longest) return;  // will not be read
    if (source == nullptr) {
      buffer.reset(new char[text.size() + padding]);
      std::memcpy(buffer.get(), text.data(), text.size());
      text = {buffer.get(), text.size()};
    }
    std::memset(buffer.get() + (text.data() - buffer.get()) + text.size(), 0, padding);
  }

  /// Moves `rest` to the front of the buffer, which grows where it is full, and reads more.
  void fill() {
    std::size_t kept = rest.size();
    if (kept == room) {
      std::size_t larger = std::max(least_room, 2 * room);
      std::unique_ptr<char[]> moved(new char[larger + padding]());
      if (kept > 0) std::memcpy(moved.get(), rest.data(), kept);
      buffer = std::move(moved);
      room = larger;
    } else if (kept > 0 && rest.data() != buffer.get()) {
      std::memmove(buffer.get(), rest.data(), kept);
    }
    std::ptrdiff_t got = source(context, buffer.get() + kept, room - kept);
    ended = got <= 0;
    failed = got < 0;
    if (!ended) kept += static_cast<std::size_t>(got);
    rest = {buffer.get(), kept};
  }
};

JsonLineReader::JsonLineReader(const Schema& schema, std::string_view text, std::size_t longest)
    : state_(new State{schema, longest}) {
  state_->rest = text;
  state_->ended = true;
}

JsonLineReader::JsonLineReader(const Schema& schema, ByteSource source, void* context,
                               std::size_t longest)
    : state_(new State{schema, longest, source, context}) {}

JsonLineReader::~JsonLineReader() { delete state_; }

bool JsonLineReader::next(void* object) { return state_->next(object); }
const Error& JsonLineReader::error() const noexcept { return state_->error; }
std::size_t JsonLineReader::line() const noexcept { return state_->line; }

}  // namespace detail
}  // namespace gongkai
