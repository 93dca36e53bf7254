#include "values.hpp"

namespace gongkai::python {
namespace {

[[noreturn]] void refuse(const Member& member, const std::string& wants, const py::object& value) {
  std::string text(member.name);
  if (!member.label.text.zh.empty()) text += " (" + std::string(member.label.text.zh) + ')';
  throw py::type_error(text + ": " + wants + ", not " + std::string(py::repr(value)));
}

constexpr State no_values[] = {State::blank,    State::missing,   State::unreadable,
                               State::fraction, State::ambiguous, State::absent};

py::object state_type() { return py::module_::import("gongkai._core").attr("State"); }

template <class Cell>
void integer(Cell& cell, const py::object& value, const Member& member) {
  if (is_state(value)) {
    cell = Cell(state_of(value));
    return;
  }
  // Whatever Python calls an integer (numpy's too), but not True and not 3.0.
  if (py::isinstance<py::bool_>(value) || PyIndex_Check(value.ptr()) == 0)
    refuse(member, "an int or a State", value);
  py::object number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
  if (!number) throw py::error_already_set();
  int overflow = 0;
  long long read = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (overflow != 0 || read < Cell::min)
    throw py::value_error(std::string(member.name) + ": " + std::string(py::str(number)) +
                          " does not fit into 64 bits");
  cell = Cell(static_cast<std::int64_t>(read));
}

py::object decimal_type() { return py::module_::import("decimal").attr("Decimal"); }

}  // namespace

void bind_state(py::module_& module) {
  py::dict names;
  for (State state : no_values) names[py::str(name(state))] = py::str(name(state));
  module.attr("State") =
      py::module_::import("enum").attr("Enum")("State", names, py::arg("module") = "gongkai");
  module.attr("State").attr("__doc__") =
      "Which kind of no number a cell holds; nothing of it is ever taken for 0.\n\n"
      "blank: printed, and empty. missing: in this form, but the source does not print it. "
      "unreadable: printed, but not a number that can be told. fraction: not a whole number where "
      "the form counts. ambiguous: printed, and to be read in more than one way. absent: not in "
      "this form.";
}

py::object to_python(State no_value) {
  return state_type().attr(std::string(name(no_value)).c_str());
}
bool is_state(const py::object& value) { return py::isinstance(value, state_type()); }
State state_of(const py::object& value) {
  std::string text(py::str(value.attr("value")));
  for (State state : no_values)
    if (name(state) == text) return state;
  return State::unreadable;
}

py::object to_python(Amount cell) {
  if (!cell.has_value()) return to_python(cell.state());
  return decimal_type()(to_string(cell));
}

py::object to_python(Date date) {
  if (!date.ok() || date.year > 9999) return py::none();
  return py::module_::import("datetime")
      .attr("date")(static_cast<int>(date.year), static_cast<int>(date.month),
                    static_cast<int>(date.day));
}

py::object to_python(const std::string& text) { return py::str(text); }

py::object to_python(std::int32_t number) {
  if (number == 0) return py::none();
  return py::int_(number);
}

py::object to_python(const Member& member, const void* at) {
  switch (member.kind) {
    case Kind::count:
      return to_python(*static_cast<const Count*>(at));
    case Kind::change:
      return to_python(*static_cast<const Change*>(at));
    case Kind::amount:
      return to_python(*static_cast<const Amount*>(at));
    case Kind::text:
      return to_python(*static_cast<const std::string*>(at));
    case Kind::number:
      return to_python(*static_cast<const std::int32_t*>(at));
    case Kind::date:
      return to_python(*static_cast<const Date*>(at));
    default:
      return py::int_(member.choices->get(at));
  }
}

void from_python(Count& cell, const py::object& value, const Member& member) {
  integer(cell, value, member);
}
void from_python(Change& cell, const py::object& value, const Member& member) {
  integer(cell, value, member);
}

void from_python(Amount& cell, const py::object& value, const Member& member) {
  if (is_state(value)) {
    cell = Amount(state_of(value));
    return;
  }
  bool exact = py::isinstance<py::str>(value) || py::isinstance(value, decimal_type()) ||
               (py::isinstance<py::int_>(value) && !py::isinstance<py::bool_>(value));
  if (!exact) refuse(member, "a Decimal, an int, a str such as \"66.4866\" or a State", value);
  // "f": Decimal("1E+2") is written out.
  py::object decimal = decimal_type()(value);
  Amount amount = Amount::parse(std::string(py::str(decimal.attr("__format__")("f"))));
  if (!amount.has_value())
    throw py::value_error(std::string(member.name) + ": cannot hold " +
                          std::string(py::str(value)) + " exactly");
  cell = amount;
}

void from_python(Date& date, const py::object& value, const Member& member) {
  if (value.is_none()) {
    date = {};
    return;
  }
  std::string text;
  if (py::isinstance<py::str>(value))
    text = value.cast<std::string>();
  else if (py::isinstance(value, py::module_::import("datetime").attr("date")))
    text = std::string(py::str(value.attr("isoformat")())).substr(0, 10);
  else
    refuse(member, "a datetime.date, a str such as \"2022-01-20\", or None", value);
  Date parsed = Date::parse(text);
  if (!parsed.known()) throw py::value_error(std::string(member.name) + ": no such day: " + text);
  date = parsed;
}

void from_python(std::string& text, const py::object& value, const Member& member) {
  if (!py::isinstance<py::str>(value)) refuse(member, "a str", value);
  text = value.cast<std::string>();
}

void from_python(std::int32_t& number, const py::object& value, const Member& member) {
  if (value.is_none()) {
    number = 0;
    return;
  }
  if (!py::isinstance<py::int_>(value) || py::isinstance<py::bool_>(value))
    refuse(member, "an int or None", value);
  number = value.cast<std::int32_t>();
}

namespace {

void choose(const Member& member, void* at, const py::object& value) {
  const Choices& choices = *member.choices;
  if (py::isinstance<py::int_>(value)) {
    auto number = value.cast<std::int64_t>();
    for (std::size_t i = 0; i < choices.size; ++i)
      if (choices.values[i].value == number) return choices.set(at, number);
  }
  std::string wants = "one of";
  for (std::size_t i = 0; i < choices.size; ++i)
    wants += ' ' + std::to_string(choices.values[i].value);
  refuse(member, wants, value);
}

}  // namespace

void from_python(const Member& member, void* at, const py::object& value) {
  switch (member.kind) {
    case Kind::count:
      return from_python(*static_cast<Count*>(at), value, member);
    case Kind::change:
      return from_python(*static_cast<Change*>(at), value, member);
    case Kind::amount:
      return from_python(*static_cast<Amount*>(at), value, member);
    case Kind::text:
      return from_python(*static_cast<std::string*>(at), value, member);
    case Kind::number:
      return from_python(*static_cast<std::int32_t*>(at), value, member);
    case Kind::date:
      return from_python(*static_cast<Date*>(at), value, member);
    default:
      return choose(member, at, value);
  }
}

}  // namespace gongkai::python
