// One strict reader for every described type: walks its Schema and, beside it, simdjson's On-Demand
// objects. simdjson finds the tokens and checks encoding and nesting; names, types, ranges,
// completeness and what follows the value are checked here, and the places of errors found.
#include "gongkai/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <vector>

#include "../text.hpp"
#include "json_token.hpp"

namespace gongkai {
inline namespace v0 {
namespace detail {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::SUCCESS;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// ---- the type as the reader wants it -------------------------------------------------------

/// Sixteen bytes of a name and its closing quote, and which of them count: they are compared at
/// once, without a branch for their number, which the processor could not foresee.
class Front {
 public:
  static constexpr std::size_t size = 16;

  explicit Front(std::string_view name) {
    for (std::size_t i = 0; i < size && i <= name.size(); ++i) {
      bytes_[i] = i < name.size() ? name[i] : '"';
      counts_[i] = '\xFF';
    }
  }
  bool same(const char* key) const {
    typedef std::uint64_t Words __attribute__((vector_size(size)));
    Words found, name, counts;
    std::memcpy(&found, key, size);
    std::memcpy(&name, bytes_, size);
    std::memcpy(&counts, counts_, size);
    Words differ = (found ^ name) & counts;
    return (differ[0] | differ[1]) == 0;
  }

  /// A hash, below 64, of a name from its first eight bytes. Short ones end before their quote.
  static std::size_t hash(const char* name) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::uint64_t front, quotes;
    std::memcpy(&front, name, sizeof front);
    quotes = front ^ ones * '"';                      // a quote is a zero byte
    quotes = (quotes - ones) & ~quotes & ones << 7U;  // the lowest bit: at the first quote
    front &= (quotes & (0 - quotes)) - 1;
    return static_cast<std::size_t>(front * 0x9E3779B97F4A7C15U >> 58U);
  }
  std::size_t hash() const { return hash(bytes_); }

 private:
  char bytes_[size] = {}, counts_[size] = {};
};

struct Shape;

/// A Member with its offset resolved and its name as it stands in a JSON text.
struct Field {
  const Member* member;
  Kind kind;
  std::string_view name;  // in storage of the Member
  Front front, middle;
  std::size_t offset;     // within the object of the owner
  std::uint64_t bit;      // among the members of the owner
  Shape* part = nullptr;  // of kind part
  Field* next = nullptr;  // the one that came after it when last one did

  /// Whether the JSON string whose first character is at `key` is this name, byte for byte.
  bool named(const char* key) const {
    if (!front.same(key)) return false;
    if (name.size() < Front::size) return true;
    if (!middle.same(key + Front::size)) return false;
    if (name.size() < 2 * Front::size) return true;
    std::size_t i = 2 * Front::size;  // not past a difference: the text may end there
    while (i < name.size() && key[i] == name[i]) ++i;
    return i == name.size() && key[i] == '"';
  }
};

/// A Schema as its fields, linked in the order in which a text last gave them: whoever writes them
/// in another order than ours mostly keeps to it, so the next name is a guess that mostly holds.
struct Shape {
  const Schema* schema;
  std::vector<Field> fields{};
  Field* first = nullptr;  // like Field::next
  std::uint64_t all = 0;   // the bits of all fields
  bool only_cells = true;  // "absent" may stand for it
  Field* slots[64] = {};   // one of the fields whose name has that hash
};

class Shapes {
 public:
  /// The shape of a described type, made when first asked for. `object` is an object of that type;
  /// only addresses within it are taken.
  Shape& of(const Schema& schema, void* object) {
    for (Shape& shape : shapes_)
      if (shape.schema == &schema) return shape;
    Shape& shape = shapes_.emplace_back(Shape{&schema});
    shape.fields.reserve(schema.size);  // where they are, they stay
    for (const Member& member : schema) {
      void* at = member.at(object);
      auto offset = static_cast<std::size_t>(static_cast<char*>(at) - static_cast<char*>(object));
      std::uint64_t bit = std::uint64_t{1} << shape.fields.size();
      std::string_view name = member.name;
      Front front(name), middle(name.substr(std::min(name.size(), Front::size)));
      Field& field = shape.fields.emplace_back(
          Field{&member, member.kind, member.name, front, middle, offset, bit});
      if (member.kind == Kind::part) field.part = &of(*member.part, at);
      shape.only_cells &= field.part != nullptr ? field.part->only_cells : is_cell(member.kind);
      shape.all |= bit;
      shape.slots[field.front.hash()] = &field;
    }
    shape.first = shape.fields.data();
    for (Field& field : shape.fields) field.next = &field + 1;
    shape.fields.back().next = shape.first;
    return shape;
  }

 private:
  std::deque<Shape> shapes_;  // where they are, they stay
};

/// Gives every cell of a part that has nothing else the state `absent`.
void set_absent(const Shape& shape, char* to) {
  for (const Field& field : shape.fields)
    if (field.part != nullptr)
      set_absent(*field.part, to + field.offset);
    else
      set_state(field.kind, to + field.offset, State::absent);
}

Error error_at(ErrorCode code, std::size_t offset, std::string detail = {}) {
  return {code, offset, {}, std::move(detail)};
}

// ---- one text ------------------------------------------------------------------------------

class Reader {
 public:
  /// Reads one JSON text into `object`. Behind the text stand a newline or a zero byte, and then
  /// whatever, as much as simdjson wants after a text.
  Error read(const Schema& schema, void* object, std::string_view text) {
    text_ = text;
    error_ = {};
    if (whole(shapes_.of(schema, object), static_cast<char*>(object))) return {};
    if (error_.code == ErrorCode::bad_json || error_.code == ErrorCode::trailing_text) {
      // A zero byte is no JSON wherever it stands, and says more about the file.
      std::size_t zero = text.find('\0');
      if (zero != std::string_view::npos) return error_at(ErrorCode::binary_input, zero);
      // simdjson's code for some machines takes a backslash before a control character for an
      // escape and finds tokens; the others find none. The error is the same on all.
      text_ = text;
      if (const char* at = broken_string(); at != nullptr && is_control(*at))
        return error_at(ErrorCode::bad_json, offset(at));
    }
    return std::move(error_);
  }

 private:
  bool whole(Shape& shape, char* object) {
    if (simdjson::error_code bad = start(text_.size())) return no_tokens(bad);
    std::string_view root;
    if (document_.raw_json_token().get(root) != SUCCESS || root[0] != '{')
      return wrong_token(trimmed(root));
    ondemand::object members;
    std::string closed;
    if (document_.get_object().get(members) != SUCCESS) {
      // No brace at the end of the text, without which simdjson does not begin with an object.
      // Given one, it does, and comes to what is wrong: that brace, if nothing before it.
      closed.append(text_).append(1, '}').append(simdjson::SIMDJSON_PADDING, '\0');
      text_ = {closed.data(), text_.size()};
      if (start(text_.size() + 1) != SUCCESS || document_.get_object().get(members) != SUCCESS)
        return damaged(end());
    }
    if (!part(shape, object, members)) return false;
    if (here() > end()) return damaged(end());
    return here() == end() || fail(ErrorCode::trailing_text, here(), excerpt(from(here())));
  }

  /// Has simdjson find the tokens of so many bytes. It throws nothing where memory runs out.
  simdjson::error_code start(std::size_t size) {
    tokens_end_ = text_.data() + size;
    simdjson::error_code code = SUCCESS;
    if (std::size_t room = std::min(2 * parser_.capacity(), parser_.max_capacity());
        parser_.capacity() < size && size < room)
      code = parser_.allocate(room);
    if (code == SUCCESS)
      code = parser_.iterate(text_.data(), size, size + simdjson::SIMDJSON_PADDING).get(document_);
    if (code == simdjson::MEMALLOC) throw std::bad_alloc();
    return code;
  }

  const char* end() const { return text_.data() + text_.size(); }
  std::string_view from(const char* at) const { return text_.substr(offset(at)); }

  /// The token that simdjson comes to next; after an error, the one that cannot stand there.
  const char* here() {
    const char* at = nullptr;
    return document_.current_location().get(at) == SUCCESS ? at : tokens_end_;
  }

  bool part(Shape& shape, char* owner, ondemand::object members) {
    std::uint64_t seen = 0;
    Field** guess = &shape.first;
    for (auto found : members) {
      if (found.error() != SUCCESS) return damaged(here());
      auto&& member = std::move(found).value_unsafe();  // a copy would cost as much as the rest
      const char* key = member.key().raw();
      Field* field = *guess;
      if (!field->named(key)) {
        field = find(shape, key);
        if (field == nullptr) return unknown(key);
        *guess = field;
      }
      if ((seen & field->bit) != 0) return duplicate(*field, key);
      seen |= field->bit;
      guess = &field->next;
      char* to = owner + field->offset;
      std::string_view token = member.value().raw_json_token();
      if (field->kind == Kind::count && plain_count(token, *reinterpret_cast<Count*>(to))) continue;
      ondemand::object inner;
      if (field->kind == Kind::part && member.value().get_object().get(inner) == SUCCESS) {
        if (!part(*field->part, to, inner)) return within(*field);
        continue;
      }
      // simdjson passes over a value by itself, but might take a string for a name.
      if (is_string(token)) (void)member.value().get_raw_json_string().error();
      if (!value(*field, to, token)) return within(*field);
    }
    return seen == shape.all || incomplete(shape, seen);
  }

  /// Which field that name is, if any.
  simdjson_never_inline Field* find(Shape& shape, const char* key) {
    Field* likely = shape.slots[Front::hash(key)];
    if (likely != nullptr && likely->named(key)) return likely;
    for (Field& field : shape.fields)
      if (field.named(key)) return &field;
    std::string_view raw = string_at(key);
    if (raw.find('\\') == std::string_view::npos || unescape(raw, unescaped_) != unescaped)
      return nullptr;
    for (Field& field : shape.fields)
      if (unescaped_ == field.name) return &field;
    return nullptr;
  }

  /// Reads a value that is one token, and says what is wrong with any other.
  simdjson_never_inline bool value(const Field& field, char* to, std::string_view token) {
    token = trimmed(token);
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
    if (!string(token, word)) return false;
    if (word != name(State::absent) || !shape.only_cells) return wrong_token(token);
    set_absent(shape, to);
    return true;
  }

  template <class Cell>
  bool integer_cell(Cell& cell, std::string_view token) {
    std::int64_t number = 0;
    if (is_string(token) || token == "null") return no_value(cell, token);
    if (!integer(token, number)) return false;
    cell = Cell(number);
    return cell.has_value() || fail(ErrorCode::out_of_range, token);
  }

  bool amount_cell(Amount& cell, std::string_view token) {
    std::string_view content;
    if (token == "null") return no_value(cell, token);
    if (!string(token, content)) {
      if (error_.code == ErrorCode::wrong_type && is_digit(token.back()))
        error_.detail += ": \"" + excerpt(token) + '"';  // how to write money
      return false;
    }
    cell = Amount::parse(content);
    if (cell.has_value()) return true;
    return looks_like_money(content) ? fail(ErrorCode::out_of_range, token) : no_value(cell, token);
  }

  /// A cell from null or a word.
  template <class Cell>
  bool no_value(Cell& cell, std::string_view token) {
    std::string_view word;
    cell = Cell();
    if (token == "null") return true;
    if (!string(token, word)) return false;
    cell = Cell(state_of(word));
    return state_of(word) != State::value || wrong_token(token);
  }

  bool text(std::string& to, std::string_view token) {
    std::string_view content;
    if (!string(token, content)) return false;
    to.assign(content.data(), content.size());
    return true;
  }

  bool number(std::int32_t& to, std::string_view token) {
    std::int64_t number = 0;
    to = 0;
    if (token == "null") return true;
    if (!integer(token, number)) return false;
    to = static_cast<std::int32_t>(number);
    return (to == number && to != 0) || fail(ErrorCode::out_of_range, token);
  }

  bool date(Date& to, std::string_view token) {
    std::string_view content;
    to = Date();
    if (token == "null") return true;
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
    if (literal_of(token) != Literal::integer) return wrong_token(token);
    errno = 0;
    number = std::strtoll(token.data(), nullptr, 10);  // what follows the token is no digit
    return errno == 0 || fail(ErrorCode::out_of_range, token);
  }

  /// The content of a string token, without its quotes and escapes.
  bool string(std::string_view token, std::string_view& content) {
    if (!is_string(token)) return wrong_token(token);
    content = token.substr(1, token.size() - 2);
    if (content.find('\\') == std::string_view::npos) return true;
    std::size_t bad = unescape(content, unescaped_);
    if (bad != unescaped)
      return fail(ErrorCode::bad_json, content.data() + bad,
                  excerpt(whole_characters(token.substr(1 + bad), 6)));
    content = unescaped_;
    return true;
  }

  // -- errors: each of these returns false

  std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - text_.data()); }

  simdjson_never_inline bool fail(ErrorCode code, const char* at, std::string detail = {}) {
    error_ = error_at(code, offset(at), std::move(detail));
    return false;
  }
  bool fail(ErrorCode code, std::string_view token) {
    return fail(code, token.data(), excerpt(token));
  }
  /// A token of a kind that does not belong here, or none at all.
  simdjson_never_inline bool wrong_token(std::string_view token) {
    switch (literal_of(token)) {
      case Literal::container:
        return fail(ErrorCode::wrong_type, token.substr(0, 1));
      case Literal::damaged:
        return token.data() < end() ? fail(ErrorCode::bad_json, token) : damaged(end());
      default:
        return fail(ErrorCode::wrong_type, token);
    }
  }

  /// A token that cannot stand there, or the end of the text.
  simdjson_never_inline bool damaged(const char* at) {
    at = std::min(at, end());
    return fail(ErrorCode::bad_json, at, excerpt(whole_characters(from(at), 1)));
  }

  /// Puts the name of a field before the path of the error.
  simdjson_never_inline bool within(const Field& field) {
    error_.path.insert(0, error_.path.empty() ? "" : ".").insert(0, field.name);
    return false;
  }

  /// What stands between the quote before `start` and the next that is not escaped.
  std::string_view string_at(const char* start) const {
    std::size_t from = offset(start), end = from;
    while (text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return text_.substr(from, end - from);
  }

  simdjson_never_inline bool unknown(const char* key) {
    std::string_view raw = string_at(key);
    std::size_t bad = unescape(raw, unescaped_);
    if (bad != unescaped)
      return fail(ErrorCode::bad_json, key + bad, excerpt(whole_characters(raw.substr(bad), 6)));
    fail(ErrorCode::unknown_member, key - 1);
    error_.path = excerpt(unescaped_);
    return false;
  }

  simdjson_never_inline bool duplicate(const Field& field, const char* key) {
    fail(ErrorCode::duplicate_member, key - 1);
    return within(field);
  }

  simdjson_never_inline bool incomplete(const Shape& shape, std::uint64_t seen) {
    const char* brace = here();
    do --brace;
    while (*brace != '}');
    if (brace == end()) return damaged(brace);
    fail(ErrorCode::missing_member, brace);
    for (const Field& field : shape.fields)
      if ((seen & field.bit) == 0) return within(field);
    return false;
  }

  /// simdjson found no tokens, and does not say where.
  simdjson_never_inline bool no_tokens(simdjson::error_code why) {
    if (why == simdjson::EMPTY) return fail(ErrorCode::empty_input, text_.data());
    if (why == simdjson::CAPACITY) return fail(ErrorCode::too_large, text_.data());
    std::size_t bad = text::valid_utf8(text_);
    if (bad < text_.size()) return fail(ErrorCode::not_utf8, text_.data() + bad);
    const char* at = broken_string();
    if (at != nullptr && *at == '\\') return damaged(at);
    return fail(ErrorCode::bad_json, at != nullptr ? at : text_.data());
  }

  static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20U; }

  /// A control character in a string, a backslash outside of all or before what is not ASCII, or
  /// the quote where a string without end begins; null if there is none of these.
  const char* broken_string() const {
    const char* quote = nullptr;  // of the string that we are in
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (quote != nullptr ? is_control(text_[i]) : text_[i] == '\\') return &text_[i];
      if (text_[i] == '"') {
        quote = quote != nullptr ? nullptr : &text_[i];
      } else if (text_[i] == '\\' && i + 1 < text_.size() && !is_control(text_[i + 1])) {
        if (static_cast<unsigned char>(text_[i + 1]) >= 0x80U) return &text_[i];
        ++i;
      }
    }
    return quote;
  }

  ondemand::parser parser_;
  ondemand::document document_;
  Shapes shapes_;
  std::string_view text_;
  const char* tokens_end_ = nullptr;  // where simdjson stops
  std::string unescaped_;
  Error error_;
};

}  // namespace

Error read_json(const Schema& schema, void* object, std::string_view text) {
  std::size_t mark = text.substr(0, 3) == byte_order_mark ? 3 : 0;
  text.remove_prefix(mark);
  if (text.size() > simdjson::SIMDJSON_MAXSIZE_BYTES) return error_at(ErrorCode::too_large, 0);
  std::unique_ptr<char[]> padded(new char[text.size() + simdjson::SIMDJSON_PADDING]);
  std::copy(text.begin(), text.end(), padded.get());
  std::memset(padded.get() + text.size(), 0, simdjson::SIMDJSON_PADDING);
  Reader reader;
  Error error = reader.read(schema, object, {padded.get(), text.size()});
  if (error) error.offset += mark;
  return error;
}

// ---- JSON Lines ----------------------------------------------------------------------------

/// Lines of a source, one after the other, in a buffer that is used again and again. What stands
/// there behind a line serves as the padding that simdjson wants.
struct JsonLineReader::State {
  static constexpr std::size_t least_room = std::size_t{256} << 10U;  // stays in the cache

  const Schema& schema;
  std::size_t longest;
  ByteSource source;
  void* context;
  std::string_view rest{};  // what is not yet framed: in the buffer, or all of a text in memory
  bool ended = false;       // the source has no more
  std::unique_ptr<char[]> buffer{};
  std::size_t room = 0;      // of the buffer, without the padding
  std::size_t searched = 0;  // bytes at the front of `rest` known to hold no newline
  std::size_t start = 0;     // of the line in the input
  std::size_t consumed = 0;  // bytes of the input before `rest`
  bool cut = false;          // `rest` begins within a line that was too long
  bool failed = false;

  std::string last{};  // a line of a text in memory that has not enough behind it
  std::size_t line = 0;
  Error error{};
  Reader reader{};

  bool next(void* object) {
    std::string_view text;
    while (frame(text)) {
      if (++line == 1 && text.substr(0, 3) == byte_order_mark) {
        text.remove_prefix(3);
        start += 3;
      }
      if (source == nullptr && rest.size() < simdjson::SIMDJSON_PADDING && text.size() <= longest) {
        last.assign(text).append(simdjson::SIMDJSON_PADDING, '\0');
        text = {last.data(), text.size()};
      }
      error = text.size() > longest ? error_at(ErrorCode::too_large, 0)
                                    : reader.read(schema, object, text);
      if (error.code == ErrorCode::empty_input) continue;
      if (error) error.offset += start;
      return !error;
    }
    error = failed ? error_at(ErrorCode::io, consumed + rest.size()) : Error();
    failed = false;  // said once; after that it is the end
    rest = {};
    return false;
  }

  /// The next line without its newline; of a line past the limit only the front, itself past it.
  bool frame(std::string_view& text) {
    for (;;) {
      std::size_t newline = rest.find('\n', searched);
      bool found = newline != std::string_view::npos, drop = cut;
      bool too_long = rest.size() > longest + byte_order_mark.size();
      if (found || drop || too_long || (ended && !failed && !rest.empty())) {
        text = take(found ? newline : rest.size(), found ? 1 : 0);
        cut = !found && !ended;
        if (!drop) return true;
        if (found) continue;
      }
      if (ended) return false;
      searched = rest.size();
      fill();
    }
  }

  /// Takes a line, or so much of it, and the bytes after it from `rest`.
  std::string_view take(std::size_t size, std::size_t after = 0) {
    std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size + after);
    start = consumed;
    consumed += size + after;
    searched = 0;
    return taken;
  }

  /// Moves `rest` to the front of the buffer, which grows where it is full, and reads more.
  void fill() {
    std::size_t kept = rest.size();
    if (kept == room) {
      std::size_t larger = std::max(least_room, 2 * room);
      std::unique_ptr<char[]> moved(new char[larger + simdjson::SIMDJSON_PADDING]());
      rest.copy(moved.get(), kept);
      buffer = std::move(moved);
      room = larger;
    } else if (kept > 0) {
      std::memmove(buffer.get(), rest.data(), kept);
    }
    std::ptrdiff_t got = source(context, buffer.get() + kept, room - kept);
    ended = got <= 0;
    failed = got < 0;
    if (!ended) kept += static_cast<std::size_t>(got);
    buffer[kept] = '\0';  // ends the last line where no newline does
    rest = {buffer.get(), kept};
  }
};

JsonLineReader::JsonLineReader(const Schema& schema, std::string_view text, std::size_t longest)
    : state_(new State{schema, longest, nullptr, nullptr, text, true}) {}

JsonLineReader::JsonLineReader(const Schema& schema, ByteSource source, void* context,
                               std::size_t longest)
    : state_(new State{schema, longest, source, context}) {}

JsonLineReader::~JsonLineReader() { delete state_; }

bool JsonLineReader::next(void* object) { return state_->next(object); }
const Error& JsonLineReader::error() const noexcept { return state_->error; }
std::size_t JsonLineReader::line() const noexcept { return state_->line; }

}  // namespace detail
}  // namespace v0
}  // namespace gongkai
