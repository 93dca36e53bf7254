// A stream of Arrow as columns of numpy: what pandas and numpy are made from.
#ifndef GONGKAI_PYTHON_COLUMNS_HPP
#define GONGKAI_PYTHON_COLUMNS_HPP

#include <pybind11/pybind11.h>

#include "gongkai/arrow.hpp"
#include "table.hpp"

namespace gongkai::python {

namespace py = pybind11;

/// Reads the stream to its end and releases it; it has `rows` rows. A dict by name, of tuples:
/// ("integer", int64 values, bool mask: no number there), ("text", objects: str or None) or
/// ("money", objects: Decimal or None).
py::dict columns_of(ArrowArrayStream& stream, std::size_t rows);

/// The same of counts, by their paths; straight from the rows, without Arrow in between.
py::dict count_columns(const Rows& rows, const std::vector<std::size_t>& cells);

/// Those as one array: (int64 values, bool mask), each of shape (rows, cells), in the order of
/// columns (Fortran).
py::tuple count_matrix(const Rows& rows, const std::vector<std::size_t>& cells);

}  // namespace gongkai::python

#endif
