#include "scan/scan.hpp"

#include <pybind11/stl.h>

#include <chrono>
#include <thread>

#include "gongkai/json.hpp"
#include "table.hpp"

namespace gongkai::python {
namespace {

// What a thread makes of a file. Nothing of Python is in it.
struct Made {
  Found::Kind kind = Found::Kind::failure;
  std::string name, bytes;  // the bytes of a PDF, which Python reads
  Report report;
  FindingCounts verdict;
  std::vector<RowFinding> findings;
  Failure failure;
};

Made make(Found found, bool check) {
  Made made;
  made.kind = found.kind;
  made.name = shown(found.name);
  if (found.error.code == ErrorCode::pdf_input) made.bytes = std::move(found.bytes);
  if (found.kind == Found::Kind::failure)
    made.failure = failure(found.error, made.name, found.source());
  if (found.kind != Found::Kind::report) return made;
  if (check) {
    Findings findings = check_found(found.reading);
    made.verdict = FindingCounts(findings);
    auto reading_of = [&](std::size_t) { return &found.reading; };
    for (const Finding& finding : findings)
      made.findings.push_back(row_finding(finding, 0, reading_of));
  }
  made.report = std::move(found.reading.report);
  return made;
}

// True every 50 milliseconds: often enough for Ctrl-C, seldom enough for who wants the GIL.
class NowAndThen {
 public:
  bool operator()() {
    constexpr std::chrono::milliseconds often_enough(50);
    auto now = std::chrono::steady_clock::now();
    if (now < next_) return false;
    next_ = now + often_enough;
    return true;
  }

 private:
  std::chrono::steady_clock::time_point next_;
};

// Takes what the threads have made, in order, and looks after Python now and then.
class Taking {
 public:
  Taking(bool check, bool collect, py::object progress, py::object read_pdf)
      : check_(check),
        collect_(collect),
        progress_(std::move(progress)),
        read_pdf_(std::move(read_pdf)) {}

  bool operator()(Made made) {
    look_up();
    ++done_;
    if (made.kind == Found::Kind::no_report) ++growing.passed_over;
    if (made.kind == Found::Kind::report) {
      for (RowFinding& found : made.findings) {
        found.row = growing.rows->size();
        growing.findings->push_back(std::move(found));
      }
      growing.rows->append(made.report, made.verdict, made.name);
    }
    if (made.kind == Found::Kind::failure && !pdf(made)) {
      if (!collect_) {
        py::gil_scoped_acquire acquire;
        raise(made.failure);
      }
      growing.failures->push_back(std::move(made.failure));
    }
    return true;
  }
  void finish() {  // with the GIL
    if (!progress_.is_none()) progress_(done_);
  }

  GrowingTable growing;

 private:
  // Ctrl-C, and the progress bar.
  void look_up() {
    if (!time_to_look_()) return;
    py::gil_scoped_acquire acquire;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (!progress_.is_none()) progress_(done_);
  }

  bool pdf(Made& made) {
    if (made.failure.error.code != ErrorCode::pdf_input || read_pdf_.is_none()) return false;
    py::gil_scoped_acquire acquire;
    try {
      py::object report = read_pdf_(py::bytes(made.bytes), made.name);
      growing.append(report.cast<const SourcedReport&>(), check_);
      return true;
    } catch (py::error_already_set& error) {
      if (error.matches(PyExc_ImportError)) return false;  // it is there, and does not load
      py::object type = py::module_::import("gongkai._core").attr("ReadError");
      if (!error.matches(type)) throw;
      made.failure.text = made.failure.error.detail = std::string(py::str(error.value()));
      std::string rule(py::str(error.value().attr("rule")));
      if (rule == name(ErrorCode::no_report))
        made.failure.error = {ErrorCode::no_report, 0, {}, {}};
      return false;
    }
  }

  bool check_, collect_;
  py::object progress_, read_pdf_;
  std::size_t done_ = 0;
  NowAndThen time_to_look_;
};

ReportTable scan_names(const std::vector<py::bytes>& names, std::size_t jobs, bool check,
                       bool collect, const py::object& progress, const py::object& read_pdf) {
  std::vector<std::string> paths;
  for (const py::bytes& name : names) paths.emplace_back(name);
  if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
  Taking taking(check, collect, progress, read_pdf);
  {
    py::gil_scoped_release release;
    scan<Made>(
        paths, jobs, [check](Found found) { return make(std::move(found), check); },
        [&](Made made) { return taking(std::move(made)); });
  }
  taking.finish();
  return taking.growing.table();
}

// Lines of JSON in memory. Quicker to append than to hand over: the report is used again and again.
ReportTable read_json_lines(const py::bytes& bytes, const std::string& file, bool check,
                            bool collect) {
  std::string_view text = bytes;
  std::string from = shown(file);
  GrowingTable growing;
  py::gil_scoped_release release;
  JsonLines<Report> lines(text);
  SourcedReport line;
  auto name = [&] { return from.empty() ? from : from + ':' + std::to_string(lines.line()); };
  for (NowAndThen time_to_look;;) {
    if (time_to_look()) {
      py::gil_scoped_acquire acquire;
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    }
    if (lines.next(line.report)) {
      growing.append(line, check, name());
    } else if (!lines.error()) {
      return growing.table();
    } else {
      Failure failed = failure(lines.error(), name(), {});
      failed.at.line = lines.line();
      if (!collect) {
        py::gil_scoped_acquire acquire;
        raise(failed);
      }
      growing.failures->push_back(std::move(failed));
    }
  }
}

}  // namespace

void bind_scan(py::module_& module) {
  module.def("scan", &scan_names, py::arg("names"), py::arg("jobs"), py::arg("check"),
             py::arg("collect"), py::arg("progress"), py::arg("read_pdf"),
             "What gongkai.scan does. jobs 0: as many as there are processors. progress and "
             "read_pdf are called as progress(done) and read_pdf(bytes, name), or are None.");
  module.def("read_json_lines", &read_json_lines, py::arg("bytes"), py::arg("file") = "",
             py::arg("check") = true, py::arg("collect") = false,
             "What gongkai.read_json_lines does.");
}

}  // namespace gongkai::python
