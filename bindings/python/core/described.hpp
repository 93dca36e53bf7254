// Described types as Python classes: a property for each member, with its official label.
#ifndef GONGKAI_PYTHON_DESCRIBED_HPP
#define GONGKAI_PYTHON_DESCRIBED_HPP

#include <pybind11/pybind11.h>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <string>

#include "gongkai/report.hpp"
#include "values.hpp"

namespace gongkai::python {

/// The name of a type as C++ spells it, without its namespace.
template <class T>
std::string type_name() {
  std::string name = py::type_id<T>();
  return name.substr(name.rfind(':') + 1);
}

/// What a member holds, for its docstring.
inline std::string doc_of(const Member& member) {
  std::string zh(member.label.text.zh), en(member.label.text.en), number(member.label.number);
  std::string text = zh + (en.empty() ? "" : " (" + en + ")");
  if (!number.empty() && zh.compare(0, number.size(), number) != 0) text = number + ' ' + text;
  switch (member.kind) {
    case Kind::count:
      return text + ".\n\nint, at least 0 when right; a State where there is no number.";
    case Kind::change:
      return text + ".\n\nint, signed; a State where there is no number.";
    case Kind::amount:
      return text + ".\n\nDecimal, exact, in 万元 (10,000 yuan); a State where there is no number.";
    case Kind::text:
      return text + ".\n\nstr, empty where there is none.";
    case Kind::number:
      return text + ".\n\nint, or None where not known.";
    case Kind::date:
      return text + ".\n\ndatetime.date, or None where not known.";
    case Kind::choice:
      return text + ".\n\nint, the year of the notice: 2019 or 2021.";
    case Kind::part:
      return text + '.';
  }
  return text;
}

// One function for all members of an Owner that are alike: with one each, 17 % more to compile.

/// A member that is no part.
template <class Owner, class... Options, class Part>
void bind_value(py::class_<Owner, Options...>& bound, Part part, const Member& member) {
  bound.def_property(
      std::string(member.name).c_str(),
      [part, &member](Owner& owner) { return to_python(member, member.at(&part(owner))); },
      [part, &member](Owner& owner, const py::object& value) {
        from_python(member, member.at(&part(owner)), value);
      },
      doc_of(member).c_str());
}

/// A member that is an M, a part.
template <class M, class Owner, class... Options, class Part>
void bind_part_member(py::class_<Owner, Options...>& bound, Part part, const Member& member) {
  bound.def_property_readonly(
      std::string(member.name).c_str(),
      [part, &member](Owner& owner) -> M& { return *static_cast<M*>(member.at(&part(owner))); },
      py::return_value_policy::reference_internal, doc_of(member).c_str());
}

/// Adds the members of T to the class of Owner, in which `part` finds the T.
template <class T, class Owner, class... Options, class Part>
void bind_members(py::class_<Owner, Options...>& bound, Part part) {
  std::size_t index = 0;
  boost::mp11::mp_for_each<detail::members_of<T>>([&](auto described) {
    using M = typename detail::Access<T, decltype(described)>::type;
    const Member& member = schema<T>.members[index++];
    if constexpr (detail::kind_of<M>() == Kind::part)
      bind_part_member<M>(bound, part, member);
    else
      bind_value(bound, part, member);
  });
}

template <class T>
void bind_parts_of(py::module_& module);

/// Makes classes of T's parts and of T, parts first, so that docstrings know them.
template <class T>
void bind_part(py::module_& module) {
  if (py::detail::get_type_info(typeid(T)) != nullptr) return;
  bind_parts_of<T>(module);
  py::class_<T> bound(module, type_name<T>().c_str());
  bind_members<T>(bound, [](T& object) -> T& { return object; });
  bound.def(
      "__eq__", [](const T& a, const T& b) { return a == b; }, py::is_operator());
  bound.attr("__hash__") = py::none();
  bound.def("__repr__", [](const T& object) {
    std::string text = type_name<T>() + '(';
    bool first = true;
    for (const Member& member : schema<T>) {
      if (!is_cell(member.kind)) continue;
      const void* at = member.at_const(&object);
      State state = cell_state(member.kind, at);
      text += (first ? "" : ", ") + std::string(member.name) + '=' +
              (state == State::value ? cell_text(member.kind, at) : std::string(name(state)));
      first = false;
    }
    return text + (first ? "…)" : ")");
  });
}

template <class T>
void bind_parts_of(py::module_& module) {
  boost::mp11::mp_for_each<detail::members_of<T>>([&](auto described) {
    using M = typename detail::Access<T, decltype(described)>::type;
    if constexpr (detail::kind_of<M>() == Kind::part) bind_part<M>(module);
  });
}

}  // namespace gongkai::python

#endif
