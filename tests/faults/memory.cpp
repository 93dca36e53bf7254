// Memory that runs out, at every single place where some is asked for: std::bad_alloc comes out,
// nothing leaks, what was there before is as it was, and the next try succeeds.
//   memory [JOB...]     without arguments all of them
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "../packages.hpp"
#include "bench/reports.hpp"
#include "gongkai/aggregate.hpp"
#include "gongkai/archive.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/diagnose.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/series.hpp"
#include "gongkai/write.hpp"

namespace {

// One thread only.
struct Memory {
  bool counting = false, stays_out = false, failed = false;
  std::size_t asked = 0, fails_at = 0;  // from 1; 0: never
  long live = 0;

  void* take(std::size_t size) {
    if (counting) {
      ++asked;
      if (fails_at > 0 && (asked == fails_at || (stays_out && asked > fails_at))) {
        failed = true;
        return nullptr;
      }
    }
    void* memory = std::malloc(size > 0 ? size : 1);
    if (memory != nullptr) ++live;
    return memory;
  }
  void give_back(void* at) {
    if (at != nullptr) --live;
    std::free(at);
  }
} memory;

void* or_throw(void* at) {
  if (at == nullptr) throw std::bad_alloc();
  return at;
}

}  // namespace

void* operator new(std::size_t size) { return or_throw(memory.take(size)); }
void* operator new[](std::size_t size) { return or_throw(memory.take(size)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return memory.take(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return memory.take(size); }
void operator delete(void* at) noexcept { memory.give_back(at); }
void operator delete[](void* at) noexcept { memory.give_back(at); }
void operator delete(void* at, std::size_t) noexcept { memory.give_back(at); }
void operator delete[](void* at, std::size_t) noexcept { memory.give_back(at); }
void operator delete(void* at, const std::nothrow_t&) noexcept { memory.give_back(at); }
void operator delete[](void* at, const std::nothrow_t&) noexcept { memory.give_back(at); }

using namespace gongkai;
using namespace gongkai::test;

namespace {

struct Job {
  std::string name;
  std::function<std::string()> run;         // what came of it, as text
  std::function<void()> before = [] {};     // sets up what run() changes
  std::function<std::string()> state = {};  // that, as text: unchanged where run() throws
};

std::size_t faults = 0;
void fault(const Job& job, const char* what) {
  if (++faults <= 20)
    std::printf("%s, allocation %zu%s: %s\n", job.name.c_str(), memory.fails_at,
                memory.stays_out ? " and all after it" : "", what);
}

// True where it ran to its end.
bool attempt(const Job& job, std::size_t fails_at, std::string& result) {
  memory.asked = 0;
  memory.fails_at = fails_at;
  memory.failed = false;
  bool done = false;
  memory.counting = true;
  try {
    std::string made = job.run();
    memory.counting = false;
    result = std::move(made);
    done = true;
  } catch (const std::bad_alloc&) {
    memory.counting = false;
  } catch (...) {
    memory.counting = false;
    fault(job, "another exception");
  }
  return done;
}

std::size_t every_point(const Job& job) {
  std::string expected, result, before, after;
  auto state = [&] { return job.state ? job.state() : std::string(); };
  // Cold: what is made once, at the first call, is made here, and may fail as well.
  memory.stays_out = false;
  std::size_t points = 0;
  do {
    job.before();
    attempt(job, ++points, result);
  } while (memory.failed);
  job.before();
  attempt(job, 0, expected);
  after = state();
  if (result != expected) fault(job, "another result when it ran for the first time");
  long live = -1;
  for (bool stays_out : {false, true}) {
    for (std::size_t n = 1;; n += stays_out ? 3 : 1) {
      std::string().swap(result);
      std::string().swap(before);
      job.before();  // what it works on is made anew: then there is as much memory in use as before
      if (live == -1) live = memory.live;
      if (memory.live != live) fault(job, "leaks");
      live = memory.live;
      before = state();
      memory.stays_out = stays_out;
      bool done = attempt(job, n, result);
      if (!memory.failed) {
        if (!done || result != expected) fault(job, "another result when nothing fails");
        if (!stays_out) points = n - 1;
        break;
      }
      // What was asked for without need, std::stable_sort's buffer, may fail and nobody minds.
      if (done && result != expected) fault(job, "goes on, with another result");
      if (done) continue;
      if (state() != before) fault(job, "half done");
      if (!attempt(job, 0, result) || result != expected || state() != after)
        fault(job, "the next try does not succeed");
    }
  }
  return points;
}

// ---- the jobs -----------------------------------------------------------------------------------

std::string told(const Result<Reading>& reading) {
  if (!reading) return std::string(name(reading.error.code)) + ' ' + reading.error.detail;
  return write_json(reading->report) + notes_text(*reading, "f", {}, Language::zh, false);
}

std::vector<Job> reading_jobs() {
  const std::string prose = "2022年收到政府信息公开申请3件，予以公开2件。";
  const std::string row = "（一）予以公开";
  const std::string page = "<html><h2>三、收到和处理政府信息公开申请情况</h2><p>" + prose +
                           "</p><table><tr><td>" + row +
                           "<td>1<td>0<td>0<td>0<td>0<td>0<td>2<tr><td>（二）部分公开<td>x"
                           "</table>&nbsp;&#20013;</html>";
  std::string gb = "<meta charset=gbk><table><tr><td>\xD7\xD4\xC8\xBB\xC8\xCB<td>1</table>";
  const std::string word =
      docx("<w:p><w:r><w:t>某局2022年政府信息公开工作年度报告</w:t></w:r></w:p><w:tbl><w:tr>" +
               std::string("<w:tc><w:p><w:r><w:t>（一）予以公开</w:t></w:r></w:p></w:tc>"
                           "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
           "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"heading 1\"/></w:style>");
  const std::string book =
      xlsx({"<sheetData><row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row></sheetData>"},
           {"<t>（一）予以公开</t>"});
  const std::string json = write_json(made_up_report(3));
  const std::string pages = zip({{"a.html", page}, {"b.zip", zip({{"c.txt", prose}})}});
  struct Source {
    std::string name, bytes;
  };
  std::vector<Job> jobs;
  std::vector<Source> sources = {
      {"html", page},
      {"gbk", gb},
      {"markdown", "# 某局报告\n\n| " + row + " | 1 | 0 | 0 | 0 | 0 | 0 | 2 |\n\n" + prose},
      {"text", "三、收到和处理政府信息公开申请情况\n" + row + "  1  0  0  0  0  0  2\n" + prose},
      {"run together", row + "1000001（二）部分公开0000000（七）总计1000001"},
      {"docx", word},
      {"xlsx", book},
      {"damaged docx", word.substr(0, word.size() / 2)}};
#ifdef NDEBUG  // else simdjson takes memory for its own checks and does not look whether it got it
  sources.push_back({"json", json});
  sources.push_back({"bad json", json.substr(0, json.size() / 2)});
#endif
  for (const Source& source : sources)
    jobs.push_back({"read " + source.name, [bytes = source.bytes] { return told(read(bytes)); }});
  jobs.push_back({"archive", [pages] {
                    std::string all;
                    Archive archive(pages);
                    for (ArchiveFile file; archive.next(file);) all += file.name + file.bytes;
                    return all + std::string(name(archive.error().code));
                  }});
#ifdef NDEBUG
  jobs.push_back({"JSON Lines", [json] {
                    std::string text = json + "\n{}\n" + json, all;
                    JsonLines<Report> lines(text);
                    for (Report report;;) {
                      while (lines.next(report)) all += report.agency;
                      if (!lines.error()) return all;
                      all += name(lines.error().code);
                    }
                  }});
#endif
  return jobs;
}

std::vector<Job> report_jobs() {
  static Report report, last;  // what the jobs are about, made before memory runs out
  report = made_up_report(3);
  bring_into_balance(report);
  report.applications.received.total = 77;
  report.applications.outcomes.disclosed.other = Count(State::blank);
  report.overview.disclosure_on_request = "收到政府信息公开申请9件，其中自然人8件。";
  last = report;
  last.year = report.year - 1;
  auto json = [] { return write_json(report); };
  std::vector<Job> jobs;
  auto checked = [] {
    Reading reading;
    reading.report = report;
    reading.mentions = mentions(report);
    return reading;
  };
  jobs.push_back({"check",
                  [] {
                    std::string all;
                    for (const Finding& finding : check_all(report, mentions(report)))
                      all += subject(finding, Language::zh) + message(finding, Language::en);
                    return all;
                  },
                  [] {}, json});
  jobs.push_back({"diagnose", [] { return diagnosis_json(diagnose(report)); }, [] {}, json});
  jobs.push_back({"series",
                  [] {
                    std::string all;
                    for (const Finding& finding : check_series({&last, &report}))
                      all += message(finding, Language::zh);
                    return all;
                  },
                  [] {}, json});
  jobs.push_back({"write",
                  [checked] {
                    Reading reading = checked();
                    Findings findings = check(report);
                    CheckedFile file{"f", {}, &reading, &findings};
                    return form_text(report, Language::zh) + csv_lines(report, "f") +
                           findings_text(reading, findings, "f", {}, Language::zh, true) +
                           findings_json(reading, findings, "f") +
                           findings_html(file, Language::zh) +
                           findings_sarif({file}, Language::en) +
                           summary_text({file}, Language::zh);
                  },
                  [] {}, json});
  jobs.push_back({"schema", [] { return json_schema<Report>(); }});

  // What changes something: done, or not begun.
  static Report corrected;
  static std::vector<Correction> log, wanted;
  wanted = corrections(diagnose(report));
  jobs.push_back({"apply",
                  [] { return std::string(apply(corrected, wanted[0], log) ? "applied" : "not"); },
                  [] {
                    corrected = report;
                    log.clear();
                    log.shrink_to_fit();
                  },
                  [] { return write_json(corrected) + std::to_string(log.size()); }});
  static Table<Report> table;
  auto rows = [](const Table<Report>& of) {
    std::string all = std::to_string(of.size()) + ' ' + std::to_string(of.repeats().size());
    for (std::size_t i = 0; i < of.size(); ++i) all += write_json(of.row(i));
    for (const Group& group : add_up(of).groups)
      for (const CellSum& cell : group.cells) all += to_string(cell.sum);
    return all;
  };
  static Report enormous, again;  // widens the strips of the table; is there already
  enormous = again = report;
  enormous.applications.received.total = INT64_C(1) << 40;
  enormous.proceedings.reconsideration.total = INT64_C(1) << 20;
  again.year = last.year;
  struct Appended {
    std::string name;
    const Report* report;
  };
  for (const Appended& one : {Appended{"a row", &report}, Appended{"a wide row", &enormous},
                              Appended{"a row again", &again}})
    jobs.push_back({"append " + one.name,
                    [appended = one.report] {
                      table.append(*appended);
                      return std::string("done");
                    },
                    [] {
                      table = Table<Report>();
                      table.append(last);
                    },
                    [rows] { return rows(table); }});
  static std::vector<By> by;
  by = *group_by<Report>({"year", "agency"});
  jobs.push_back({"add up",
                  [] {
                    std::string all;
                    for (const Group& group : add_up(table, by).groups)
                      all += group.key[1] + to_string(group.cells[60].sum);
                    return all;
                  },
                  [] {
                    table = Table<Report>();
                    table.append(last);
                    table.append(report);
                  },
                  [rows] { return rows(table); }});
  static Sums one, other;
  jobs.push_back({"merge sums",
                  [] {
                    one.merge(other);
                    return std::to_string(one.groups.size());
                  },
                  [] {
                    Table<Report> first, second;
                    first.append(last);
                    second.append(report);
                    one = add_up(first, by);
                    other = add_up(second, by);
                  },
                  [] {
                    std::string all;
                    for (const Sums* sums : {&one, &other})
                      for (const Group& group : sums->groups) {
                        for (const std::string& key : group.key) all += key + ',';
                        all += std::to_string(group.reports) + ' ' +
                               std::to_string(group.cells.size());
                        for (const CellSum& cell : group.cells) all += to_string(cell.sum);
                      }
                    return all;
                  }});
  return jobs;
}

}  // namespace

int main(int argc, char** argv) {
  pugi::set_memory_management_functions([](std::size_t size) { return memory.take(size); },
                                        [](void* at) { memory.give_back(at); });
  // simdjson chooses its implementation at its first call, in a function that is noexcept: there,
  // and once in a program's life, memory that runs out ends the program. Not ours to change.
  to_utf8("字");
  std::vector<Job> jobs = reading_jobs();
  for (Job& job : report_jobs()) jobs.push_back(std::move(job));
  std::size_t done = 0;
  for (const Job& job : jobs) {
    bool wanted = argc == 1;
    for (int i = 1; i < argc; ++i) wanted = wanted || job.name == argv[i];
    if (!wanted) continue;
    std::size_t points = every_point(job);
    std::printf("%-20s fails at each of %zu allocations\n", job.name.c_str(), points);
    ++done;
  }
  std::printf("%zu jobs, %zu faults\n", done, faults);
  return faults == 0 && done > 0 ? 0 : 1;
}
