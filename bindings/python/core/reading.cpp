#include <pybind11/stl.h>

#include "described.hpp"
#include "gongkai/read.hpp"
#include "report.hpp"

namespace gongkai::python {

Failure failure(const Error& error, const std::string& file, std::string_view source) {
  Position at{0, 0};  // not known
  if (!source.empty()) at = position(source, error.offset);
  return {error, file, at, explain(error, file, source, Language::zh)};
}

namespace {

// What is wanted where another type of JSON was found.
py::object expected(const Failure& failure, std::size_t cell) {
  bool told =
      failure.error.code == ErrorCode::wrong_type || failure.error.code == ErrorCode::out_of_range;
  if (!told || cell == no_cell) return py::none();
  Kind kind = path_of<Report>(cell).cell().kind;
  return py::str(kind == Kind::count    ? "a whole number from 0 up"
                 : kind == Kind::change ? "a whole number"
                                        : "a decimal number as text");
}

py::object known(std::size_t number) {
  return number == 0 ? py::object(py::none()) : py::object(py::int_(number));
}

}  // namespace

py::object exception_of(const Failure& failure) {
  py::object type = py::module_::import("gongkai._core").attr("ReadError");
  py::object raised = type(failure.text);
  std::size_t cell = cell_index<Report>(failure.error.path);
  auto of_cell = [&](std::string (*name)(const Path&, Language)) {
    return cell == no_cell ? std::string() : name(path_of<Report>(cell), Language::zh);
  };
  raised.attr("rule") = name(failure.error.code);
  raised.attr("file") = failure.file;
  raised.attr("offset") = failure.error.offset;
  raised.attr("line") = known(failure.at.line);
  raised.attr("character") = known(failure.at.column);
  raised.attr("path") = failure.error.path;
  raised.attr("table") = of_cell(&table_name);
  raised.attr("row") = of_cell(&row_name);
  raised.attr("column") = of_cell(&column_name);
  raised.attr("expected") = expected(failure, cell);
  raised.attr("actual") = failure.error.detail;
  return raised;
}

void raise(const Failure& failure) {
  py::object raised = exception_of(failure);
  PyErr_SetObject(py::type::of(raised).ptr(), raised.ptr());
  throw py::error_already_set();
}

namespace {

// A note of a report that was read.
struct PlacedNote {
  ReadingNote note;
  Where where;
};

// A report with what is known of its source, from what a reader made of it.
SourcedReport sourced(Reading reading, const std::string& file, std::string text) {
  auto source = std::make_shared<Source>();
  SourcedReport result;
  result.report = std::move(reading.report);
  source->file = file;
  source->text = reading.text.empty() ? std::move(text) : reading.text;
  source->reading = std::move(reading);
  source->reading.report = {};
  result.source = std::move(source);
  return result;
}

// Blocks of a document: a str is a paragraph; a list of rows is a table, each row a list of cells,
// each a str, or None where another cell spans the place.
Document document_of(const py::list& blocks) {
  Document document;
  for (auto item : blocks) {
    Block block;
    if (py::isinstance<py::str>(item)) {
      block.text = item.cast<std::string>();
    } else {
      block.kind = Block::Kind::grid;
      for (auto row : item) {
        std::vector<GridCell> cells;
        for (auto cell : row) {
          GridCell grid_cell;
          grid_cell.covered = cell.is_none();
          if (!grid_cell.covered) grid_cell.text = cell.cast<std::string>();
          cells.push_back(std::move(grid_cell));
        }
        block.grid.rows.push_back(std::move(cells));
      }
    }
    document.blocks.push_back(std::move(block));
  }
  return document;
}

SourcedReport recognise_blocks(const py::list& blocks, const std::string& file) {
  Result<Reading> reading = recognise(document_of(blocks));
  if (!reading) raise(failure(reading.error, file, {}));
  return sourced(std::move(reading.value), file, {});
}

SourcedReport read_bytes(const py::bytes& bytes, const std::string& file) {
  std::string text = bytes;
  Result<Reading> reading;
  {
    py::gil_scoped_release release;
    reading = gongkai::read(text);
  }
  if (!reading) raise(failure(reading.error, file, text));
  return sourced(std::move(reading.value), file, std::move(text));
}

std::vector<PlacedNote> notes_of(const SourcedReport& report) {
  std::vector<PlacedNote> notes;
  if (!report.source) return notes;
  const Reading& reading = report.source->reading;
  for (const ReadingNote& note : reading.notes)
    notes.push_back({note, Where(reading, note.place, note.at)});
  return notes;
}

}  // namespace

std::string text_of(const Where& where, Language language) {
  if (where.line == 0) return place_name(where.at, where.sheet, language);
  std::string line = std::to_string(where.line);
  return language == Language::zh ? "第 " + line + " 行" : "line " + line;
}

void bind_reading(py::module_& module) {
  PyObject* error = PyErr_NewExceptionWithDoc(
      "gongkai.ReadError",
      "What was given cannot be read. rule says why (\"no_report\", \"wrong_type\" …), file, line, "
      "character and offset (bytes) where, path which member, and of a cell table, row, column, "
      "expected and actual.",
      PyExc_ValueError, nullptr);
  module.attr("ReadError") = py::reinterpret_steal<py::object>(error);
  for (const char* name : {"rule", "file", "path", "table", "row", "column", "actual"})
    module.attr("ReadError").attr(name) = "";  // of one that Python raises
  for (const char* name : {"line", "character", "expected"})
    module.attr("ReadError").attr(name) = py::none();
  module.attr("ReadError").attr("offset") = 0;

  py::class_<PlacedNote>(module, "Note", "A doubt of the reader, which is no error of the agency.")
      .def_property_readonly("rule", [](const PlacedNote& n) { return n.note.rule.id; })
      .def_property_readonly("severity",
                             [](const PlacedNote& n) { return name(n.note.rule.severity); })
      .def_property_readonly("message",
                             [](const PlacedNote& n) { return message(n.note, Language::zh); })
      .def_property_readonly("message_en",
                             [](const PlacedNote& n) { return message(n.note, Language::en); })
      .def_property_readonly(
          "line", [](const PlacedNote& n) { return n.where.line; },
          "From 1; 0 where the file has no lines, or it is about the file as a whole.")
      .def_property_readonly(
          "place", [](const PlacedNote& n) { return text_of(n.where, Language::zh); },
          "Where that is in its file: \"第 31 行\", \"工作表“表三”第 12 行\"; empty where it is "
          "about "
          "the file as a whole.")
      .def_property_readonly("place_en",
                             [](const PlacedNote& n) { return text_of(n.where, Language::en); })
      .def("__repr__", [](const PlacedNote& n) {
        return "<" + std::string(n.note.rule.id) + ": " + message(n.note, Language::zh) + '>';
      });

  py::class_<Mention>(module, "Mention", "A quantity that the text of a report states.")
      .def_property_readonly(
          "value", [](const Mention& m) { return to_python(m.value); },
          "Decimal, exact; 万 and 亿 multiplied out.")
      .def_property_readonly("unit", [](const Mention& m) { return m.unit; })
      .def_property_readonly("subject", [](const Mention& m) { return m.subject; })
      .def_property_readonly("sentence", [](const Mention& m) { return m.sentence; })
      .def_property_readonly(
          "part", [](const Mention& m) { return m.part; },
          "Path of the text: \"overview.platforms\".")
      .def_property_readonly(
          "kind",
          [](const Mention& m) {
            constexpr std::string_view names[] = {"exact", "approximate", "none", "percentage"};
            return names[static_cast<std::size_t>(m.kind)];
          },
          "\"exact\", \"approximate\", \"none\" (says that there was nothing), \"percentage\".")
      .def("__repr__", [](const Mention& m) {
        return "<" + to_string(m.value) + m.unit + ' ' + m.subject + '>';
      });

  auto report = py::reinterpret_borrow<py::class_<SourcedReport>>(module.attr("Report"));
  report.def_property_readonly(
      "file", [](const SourcedReport& r) { return r.file(); },
      "Name of the file it was read from; empty where there is none.");
  report.def_property_readonly("notes", &notes_of, "The reader's doubts: a list of Note.");
  report.def_property_readonly(
      "mentions",
      [](const SourcedReport& r) {
        return r.source ? r.source->reading.mentions : std::vector<Mention>();
      },
      "The quantities in its text: a list of Mention.");
  report.def(
      "source",
      [](const SourcedReport& r, const std::string& path) -> py::object {
        std::size_t cell = cell_index<Report>(path);
        if (cell == no_cell) throw py::key_error(path);
        if (!r.source || cell >= r.source->reading.sources.size()) return py::none();
        const Reading& reading = r.source->reading;
        const CellSource& source = reading.sources[cell];
        if (!source.found()) return py::none();
        py::dict place;
        place["printed"] = source.printed;
        place["line"] = source.place.line;
        place["offset"] = source.place.offset;
        place["table"] = source.at.table;
        place["row"] = source.at.row;
        place["column"] = source.at.column;
        place["sheet"] = reading.sheet(source.at);
        place["place"] = text_of(Where(reading, source.place, source.at), Language::zh);
        place["readings"] = source.readings;
        return std::move(place);
      },
      py::arg("path"),
      "Where the cell of that path stands in the source, as a dict: printed, line, offset; "
      "table, row and column, from 1, of a workbook those of the sheet; sheet, its name; place, "
      "all "
      "of it in words; readings. None where it does not stand there.");

  module.def("recognise", &recognise_blocks, py::arg("blocks"), py::arg("file") = "",
             "One report from the blocks of a document that something else took apart: a str is a "
             "paragraph, a list of rows is a table, a cell a str, or None where another cell spans "
             "the place. Raises ReadError.");
  module.def("read_bytes", &read_bytes, py::arg("bytes"), py::arg("file") = "",
             "One report from the bytes of a file. Raises ReadError.");
}

}  // namespace gongkai::python
