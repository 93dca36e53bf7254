#include "gongkai/diagnosis.hpp"

#include <pybind11/stl.h>

#include "described.hpp"
#include "gongkai/diagnose.hpp"
#include "gongkai/write.hpp"
#include "table.hpp"

namespace gongkai::python {
namespace {

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t size = std::min(text.find(' ', start), text.size()) - start;
    if (size > 0) words.push_back(text.substr(start, size));
    start += size + 1;
  }
  return words;
}

std::vector<Correction> corrections_of(const std::vector<Proposal>& cells, Confidence confidence) {
  std::vector<Correction> all;
  for (const Proposal& cell : cells) all.push_back(detail::correction(cell, confidence));
  return all;
}

// An explanation and how sure it is: it stands in its fault, which Python may have let go.
struct OneExplanation {
  Explanation explanation;
  Confidence confidence = Confidence::possible;
};
struct OneSlip {
  Slip slip;
  Confidence confidence = Confidence::possible;
};

std::vector<OneExplanation> explanations_of(const Fault& fault) {
  std::vector<OneExplanation> all;
  for (const Explanation& explanation : fault.explanations)
    all.push_back({explanation, all.empty() ? confidence(fault) : Confidence::possible});
  return all;
}

std::vector<std::string> texts(const std::vector<Path>& paths) {
  std::vector<std::string> texts;
  for (const Path& path : paths) texts.push_back(to_string(path));
  return texts;
}

Correction make_correction(const std::string& path, const py::object& printed,
                           const py::object& proposed) {
  std::size_t cell = cell_index<Report>(path);
  if (cell == no_cell) throw py::key_error(path);
  const Member& member = path_of<Report>(cell).cell();
  Correction made;
  made.path = path;
  from_python(made.printed, printed, member);
  from_python(made.proposed, proposed, member);
  return made;
}

// All or nothing: a report that was corrected in part is nobody's.
SourcedReport apply_all(const SourcedReport& report, const std::vector<Correction>& corrections) {
  SourcedReport corrected = report;
  std::vector<Correction> log;
  for (const Correction& each : corrections)
    if (!gongkai::apply(corrected.report, each, log))
      throw py::value_error(each.path + " does not hold " + to_string(each.printed) +
                            ", or is no count that a correction may change");
  return corrected;
}

}  // namespace

void bind_diagnosis(py::module_& module) {
  py::class_<Correction>(module, "Correction", "A change to one cell, proposed: see Report.apply.")
      .def(py::init(&make_correction), py::arg("path"), py::arg("printed"), py::arg("proposed"))
      .def_property_readonly(
          "path", [](const Correction& c) { return c.path; }, "\"applications.received.total\".")
      .def_property_readonly("table",
                             [](const Correction& c) {
                               return table_name(path_of<Report>(cell_index<Report>(c.path)),
                                                 Language::zh);
                             })
      .def_property_readonly("row",
                             [](const Correction& c) {
                               return row_name(path_of<Report>(cell_index<Report>(c.path)),
                                               Language::zh);
                             })
      .def_property_readonly("column",
                             [](const Correction& c) {
                               return column_name(path_of<Report>(cell_index<Report>(c.path)),
                                                  Language::zh);
                             })
      .def_property_readonly(
          "printed", [](const Correction& c) { return to_python(c.printed); },
          "What the cell holds.\n\nint, at least 0 when right; a State where there is no number.")
      .def_property_readonly(
          "proposed", [](const Correction& c) { return to_python(c.proposed); },
          "What it should hold, at least 0.\n\nint, at least 0 when right; a State where there is "
          "no number.")
      .def_property_readonly(
          "rules", [](const Correction& c) { return words(c.rules); },
          "Ids of the equations that ask for it.")
      .def_property_readonly(
          "confidence", [](const Correction& c) { return name(c.confidence); },
          "\"determined\" (a blank, the equations leave no other number), \"only\" (the only "
          "explanation), \"likeliest\" or \"possible\".")
      .def(
          "__eq__",
          [](const Correction& a, const Correction& b) {
            return a.path == b.path && a.printed == b.printed && a.proposed == b.proposed;
          },
          py::is_operator())
      .def("__repr__", [](const Correction& c) {
        return "<gongkai.Correction " + c.path + ": " + to_string(c.printed) + " → " +
               to_string(c.proposed) + ", " + std::string(name(c.confidence)) + '>';
      });
  module.attr("Correction").attr("__hash__") = py::none();

  py::class_<OneSlip>(module, "Slip", "One human slip and the cells it spoilt.")
      .def_property_readonly(
          "kind", [](const OneSlip& s) { return name(s.slip.kind); },
          "\"totals_left_out\", \"row_left_out\", \"total_not_updated\", \"misfiled_nearby\", "
          "\"transposed\" …, \"wrong_number\".")
      .def_property_readonly(
          "cells", [](const OneSlip& s) { return corrections_of(s.slip.cells, s.confidence); },
          "The changes that undo it, in the order of the form.")
      .def_property_readonly(
          "one_of",
          [](const OneSlip& s) {
            std::vector<std::vector<Correction>> all;
            for (const auto& cells : s.slip.one_of)
              all.push_back(corrections_of(cells, s.confidence));
            return all;
          },
          "Where it cannot be told which of several rows it was: all of them. One is to be "
          "changed, besides cells.")
      .def_property_readonly("message",
                             [](const OneSlip& s) { return message(s.slip, Language::zh); })
      .def_property_readonly("message_en",
                             [](const OneSlip& s) { return message(s.slip, Language::en); })
      .def("__repr__", [](const OneSlip& s) {
        return "<" + std::string(name(s.slip.kind)) + ": " + message(s.slip, Language::zh) + '>';
      });

  py::class_<OneExplanation>(module, "Explanation",
                             "Changes that together make every equation hold.")
      .def_property_readonly(
          "slips",
          [](const OneExplanation& e) {
            std::vector<OneSlip> all;
            for (const Slip& slip : e.explanation.slips) all.push_back({slip, e.confidence});
            return all;
          },
          "The least likely first: it is what the explanation stands on.")
      .def_property_readonly(
          "corrections",
          [](const OneExplanation& e) { return corrections(e.explanation, e.confidence); },
          "All changes, for Report.apply; none where it cannot be told which row a slip was in.")
      .def_property_readonly(
          "message", [](const OneExplanation& e) { return message(e.explanation, Language::zh); })
      .def_property_readonly(
          "message_en",
          [](const OneExplanation& e) { return message(e.explanation, Language::en); })
      .def(
          "__len__", [](const OneExplanation& e) { return e.explanation.size(); },
          "How many cells it changes.")
      .def("__repr__", [](const OneExplanation& e) {
        return "<gongkai.Explanation " + message(e.explanation, Language::zh) + '>';
      });

  py::class_<Fault>(module, "Fault",
                    "What is wrong in one part of a report that no equation ties to the rest.")
      .def_property_readonly(
          "verdict", [](const Fault& f) { return name(f.verdict); },
          "\"one\" explanation, \"several\", or \"undecidable\".")
      .def_property_readonly("explanations", &explanations_of,
                             "The likeliest kind of slip first, then the fewest cells.")
      .def_property_readonly(
          "count", [](const Fault& f) { return f.count; },
          "How many explanations there are, listed or not.")
      .def_property_readonly(
          "complete", [](const Fault& f) { return f.complete; },
          "False: the search stopped at its limit, and there may be more.")
      .def_property_readonly(
          "blanks", [](const Fault& f) { return texts(f.blanks); },
          "Where undecidable: paths of the cells without a number that prevent it.")
      .def("__repr__", [](const Fault& f) {
        return "<gongkai.Fault " + std::string(name(f.verdict)) + ", " + std::to_string(f.count) +
               " explanations>";
      });

  py::class_<Diagnosis>(module, "Diagnosis", "Which cells may be wrong, and what they should hold.")
      .def_property_readonly(
          "verdict", [](const Diagnosis& d) { return name(d.verdict); },
          "\"consistent\", \"one\" explanation, \"several\" or \"undecidable\": the worst of the "
          "faults'.")
      .def_property_readonly(
          "faults", [](const Diagnosis& d) { return d.faults; }, "Each stands by itself.")
      .def_property_readonly(
          "filled",
          [](const Diagnosis& d) { return corrections_of(d.filled, Confidence::determined); },
          "Cells without a number, where the equations leave one choice.")
      .def_property_readonly(
          "open", [](const Diagnosis& d) { return texts(d.open); },
          "Paths of cells without a number in some equation that leaves a choice.")
      .def_property_readonly(
          "corrections", [](const Diagnosis& d) { return corrections(d); },
          "Those of the first explanation of every fault, and filled: for Report.apply.")
      .def(
          "text",
          [](const Diagnosis& d, const std::string& lang) {
            return diagnosis_text(d, language_of(lang), false);
          },
          py::arg("lang") = "zh", "In sentences; empty where nothing is wrong.")
      .def(
          "to_dict",
          [](const Diagnosis& d) {
            return py::module_::import("json").attr("loads")(diagnosis_json(d));
          },
          "The dict that `gongkai check --format json` gives as its diagnosis.")
      .def("__repr__", [](const Diagnosis& d) {
        return "<gongkai.Diagnosis " + std::string(name(d.verdict)) + ", " +
               std::to_string(d.faults.size()) + " faults>";
      });

  auto report = py::reinterpret_borrow<py::class_<SourcedReport>>(module.attr("Report"));
  report
      .def(
          "diagnose", [](const SourcedReport& self) { return gongkai::diagnose(self.report); },
          "Which cells may be wrong, and what they should hold. Changes nothing.")
      .def(
          "apply",
          [](const SourcedReport& self, const py::object& corrections) {
            if (py::isinstance<Correction>(corrections))
              return apply_all(self, {corrections.cast<Correction>()});
            std::vector<Correction> all;
            for (auto each : corrections) {
              if (!py::isinstance<Correction>(each))
                throw py::type_error("a Correction, not " + std::string(py::repr(each)));
              all.push_back(each.cast<Correction>());
            }
            return apply_all(self, all);
          },
          py::arg("corrections"),
          "A copy with one Correction, or a list of them, carried out. Raises ValueError where a "
          "cell holds something else than its correction says.");
}

}  // namespace gongkai::python
