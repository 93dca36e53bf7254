// Cells, dates and texts, from C++ to Python and back.
#ifndef GONGKAI_PYTHON_VALUES_HPP
#define GONGKAI_PYTHON_VALUES_HPP

#include <pybind11/pybind11.h>

#include <string>

#include "gongkai/reflect.hpp"

namespace gongkai::python {

namespace py = pybind11;

/// The members of gongkai.State, a Python Enum: `report[path] is State.blank`.
py::object to_python(State no_value);
bool is_state(const py::object& value);
State state_of(const py::object& value);  ///< precondition: is_state(value)
void bind_state(py::module_& module);

template <Sign S>
py::object to_python(Integer<S> cell) {
  if (cell.has_value()) return py::int_(cell.value());
  return to_python(cell.state());
}
py::object to_python(Amount cell);
py::object to_python(Date date);
py::object to_python(const std::string& text);
py::object to_python(std::int32_t number);

/// A member of any kind but a part, at its own address.
py::object to_python(const Member& member, const void* at);

/// Each refuses with TypeError or ValueError, naming the member, what it cannot hold exactly.
void from_python(Count& cell, const py::object& value, const Member& member);
void from_python(Change& cell, const py::object& value, const Member& member);
void from_python(Amount& cell, const py::object& value, const Member& member);
void from_python(Date& date, const py::object& value, const Member& member);
void from_python(std::string& text, const py::object& value, const Member& member);
void from_python(std::int32_t& number, const py::object& value, const Member& member);
void from_python(const Member& member, void* at, const py::object& value);

}  // namespace gongkai::python

#endif
