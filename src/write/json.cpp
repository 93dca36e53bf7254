// JSON and JSON Schema from one walk over the Schema.
#include "gongkai/json.hpp"

#include <limits>
#include <vector>

#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/json_writer.hpp"

namespace gongkai {
inline namespace v0 {
namespace detail {
namespace {

bool only_cells(const Schema& schema) {
  for (const Member& member : schema)
    if (member.kind == Kind::part ? !only_cells(*member.part) : !is_cell(member.kind)) return false;
  return true;
}

// ---- values --------------------------------------------------------------------------------

template <class Cell>
void write_state(JsonWriter& out, const Cell& cell) {
  if (cell.state() == State::blank)
    out.raw("null");
  else
    out.string(name(cell.state()));
}

template <class Cell>
void write_integer_cell(JsonWriter& out, const Cell& cell) {
  if (cell.has_value())
    out.integer(cell.value());
  else
    write_state(out, cell);
}

void write_part(JsonWriter& out, const Schema& schema, const void* object);

void write_member(JsonWriter& out, const Member& member, const void* at) {
  switch (member.kind) {
    case Kind::part:
      // The first cell nearly always tells that the part is there; only_cells is the longer walk.
      if (all_are(*member.part, at, State::absent) && only_cells(*member.part))
        out.string(name(State::absent));
      else
        write_part(out, *member.part, at);
      break;
    case Kind::count:
      write_integer_cell(out, *static_cast<const Count*>(at));
      break;
    case Kind::change:
      write_integer_cell(out, *static_cast<const Change*>(at));
      break;
    case Kind::amount: {
      const Amount& amount = *static_cast<const Amount*>(at);
      if (amount.has_value())
        out.string(to_string(amount));
      else
        write_state(out, amount);
      break;
    }
    case Kind::text:
      out.string(*static_cast<const std::string*>(at));
      break;
    case Kind::number: {
      std::int32_t number = *static_cast<const std::int32_t*>(at);
      if (number != 0)
        out.integer(number);
      else
        out.raw("null");
      break;
    }
    case Kind::date: {
      Date date = *static_cast<const Date*>(at);
      if (date.ok() && date.year <= 9999)
        out.string(to_string(date));
      else
        out.raw("null");
      break;
    }
    case Kind::choice:
      out.integer(member.choices->get(at));
      break;
  }
}

void write_part(JsonWriter& out, const Schema& schema, const void* object) {
  out.open('{');
  for (const Member& member : schema) {
    out.key(member.name);
    write_member(out, member, member.at_const(object));
  }
  out.close('}');
}

// ---- JSON Schema ---------------------------------------------------------------------------

class SchemaWriter {
 public:
  explicit SchemaWriter(int indent) : out_(indent) {}

  std::string write(const Schema& root) {
    find_parts(root, {});
    out_.open('{');
    string("$schema", "https://json-schema.org/draft/2020-12/schema");
    object(root);
    out_.key("$defs").open('{');
    integer_cell("count-cell", "a count, or why there is none; null: printed, and empty");
    integer_cell("change-cell", "a signed change, or why there is none; null: printed, and empty");
    amount_cell();
    date();
    for (const Part& part : parts_) {
      if (part.times < 2) continue;
      out_.key(part.path).open('{');
      part_value(*part.schema);
      out_.close('}');
    }
    out_.close('}');
    out_.close('}');
    return out_.take();
  }

 private:
  struct Part {
    const Schema* schema;
    std::string path;  // of its first place
    int times;
  };

  /// Counts where each part occurs. What lies within a part counts once, whatever its places.
  void find_parts(const Schema& schema, const std::string& path) {
    for (const Member& member : schema) {
      if (member.part == nullptr) continue;
      if (Part* known = find(*member.part)) {
        ++known->times;
        continue;
      }
      std::string place = path + (path.empty() ? "" : ".") + std::string(member.name);
      parts_.push_back({member.part, place, 1});
      find_parts(*member.part, place);
    }
  }
  Part* find(const Schema& schema) {
    for (Part& part : parts_)
      if (part.schema == &schema) return &part;
    return nullptr;
  }

  void string(std::string_view name, std::string_view text) { out_.key(name).string(text); }
  void reference(std::string_view name) { string("$ref", "#/$defs/" + std::string(name)); }

  void states() {
    out_.item();
    out_.raw(R"({"enum":["missing","unreadable","fraction","ambiguous","absent"]})");
  }

  void integer_cell(std::string_view name, std::string_view description) {
    out_.key(name).open('{');
    string("description", description);
    out_.key("anyOf").open('[');
    out_.item();
    out_.open('{');
    string("type", "integer");
    out_.key("minimum").integer(Count::min);
    out_.key("maximum").integer(Count::max);
    out_.close('}');
    no_value();
  }
  void amount_cell() {
    out_.key("amount-cell").open('{');
    string("description",
           "10,000 yuan as an exact decimal in a string, or why there is none; null: printed, and "
           "empty");
    out_.key("anyOf").open('[');
    out_.item();
    out_.open('{');
    string("type", "string");
    string("pattern", "^-?[0-9]+(\\.[0-9]+)?$");
    out_.close('}');
    no_value();
  }
  void no_value() {
    out_.item();
    out_.raw(R"({"type":"null"})");
    states();
    out_.close(']');
    out_.close('}');
  }
  void date() {
    out_.key("date-or-null").open('{');
    string("description", "a day; null: not known");
    out_.key("type").raw(R"(["string","null"])");
    string("format", "date");
    string("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    out_.close('}');
  }

  /// The keywords of a struct, within an open object.
  void object(const Schema& schema) {
    string("type", "object");
    out_.key("properties").open('{');
    for (const Member& member : schema) {
      out_.key(member.name).open('{');
      property(member);
      out_.close('}');
    }
    out_.close('}');
    out_.key("required").open('[');
    for (const Member& member : schema) {
      out_.item();
      out_.string(member.name);
    }
    out_.close(']');
    out_.key("additionalProperties").raw("false");
  }

  void part_value(const Schema& schema) {
    if (!only_cells(schema)) return object(schema);
    out_.key("anyOf").open('[');
    out_.item();
    out_.open('{');
    object(schema);
    out_.close('}');
    out_.item();
    out_.raw(R"({"const":"absent"})");
    out_.close(']');
  }

  void property(const Member& member) {
    if (!member.label.text.zh.empty()) string("title", member.label.text.zh);
    if (!member.label.text.en.empty()) string("description", member.label.text.en);
    switch (member.kind) {
      case Kind::part: {
        const Part* part = find(*member.part);
        if (part->times > 1)
          reference(part->path);
        else
          part_value(*member.part);
        break;
      }
      case Kind::count:
        reference("count-cell");
        break;
      case Kind::change:
        reference("change-cell");
        break;
      case Kind::amount:
        reference("amount-cell");
        break;
      case Kind::text:
        string("type", "string");
        break;
      case Kind::number:
        out_.key("type").raw(R"(["integer","null"])");
        out_.key("minimum").integer(std::numeric_limits<std::int32_t>::min());
        out_.key("maximum").integer(std::numeric_limits<std::int32_t>::max());
        out_.key("not").raw(R"({"const":0})");
        break;
      case Kind::date:
        reference("date-or-null");
        break;
      case Kind::choice:
        out_.key("enum").open('[');
        for (std::size_t i = 0; i < member.choices->size; ++i) {
          out_.item();
          out_.integer(member.choices->values[i].value);
        }
        out_.close(']');
        break;
    }
  }

  JsonWriter out_;
  std::vector<Part> parts_;
};

}  // namespace

std::string write_json(const Schema& schema, const void* object, int indent) {
  JsonWriter out(indent);
  write_part(out, schema, object);
  return out.take();
}

std::string json_schema(const Schema& schema, int indent) {
  return SchemaWriter(indent).write(schema);
}

}  // namespace detail

std::string json_string(std::string_view text) {
  JsonWriter out(0);
  out.string(text::printable(text));
  return out.take();
}

}  // namespace v0
}  // namespace gongkai
