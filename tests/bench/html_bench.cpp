// A published page to a checked report, beside the time in which gumbo builds the page's bare tree;
// and many pages on one thread and on two, by what the command hands its files to threads with.
// Only the ratios of one run mean anything; they are printed at the end.
#include <gumbo.h>
#include <iconv.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/read.hpp"
#include "mixed_runs.hpp"
#include "pages.hpp"
#include "scan/in_order.hpp"

namespace {

using namespace gongkai;

constexpr std::uint32_t page_count = 64;
constexpr const char *base_name = "gumbo, bare tree", *one_job = "many pages, 1 job",
                     *two_jobs = "many pages, 2 jobs";

[[noreturn]] void failed(const char* what) {
  std::fprintf(stderr, "benchmark: %s\n", what);
  std::exit(2);
}

std::string in_gb18030(std::string text) {
  iconv_t converter = iconv_open("GB18030", "UTF-8");
  std::string result(text.size() * 2, '\0');
  char *in = text.data(), *out = result.data();
  std::size_t in_left = text.size(), out_left = result.size();
  if (iconv(converter, &in, &in_left, &out, &out_left) != 0) failed("iconv");
  iconv_close(converter);
  result.resize(result.size() - out_left);
  return result;
}

struct Pages {
  std::vector<std::string> utf8, gb18030;
  std::vector<Document> documents;
  std::vector<Report> reports;
  std::size_t bytes = 0;
};

// Made once, and read once with care: a reader that loses something is not measured.
const Pages& pages() {
  static const Pages made = [] {
    Pages result;
    for (std::uint32_t n = 0; n < page_count; ++n) {
      MadeUpPage page = PageMaker(n).make();
      std::size_t size = page.html.size();
      if (size < 60'000 || size > 120'000) failed("a page of another size");
      result.bytes += size;
      std::string declared = page.html;
      declared.replace(declared.find("utf-8"), 5, "gb2312");
      result.gb18030.push_back(in_gb18030(declared));
      for (const std::string& bytes : {page.html, result.gb18030.back()}) {
        Result<std::string> text = to_utf8(bytes);
        if (!text || (*text != page.html && *text != declared)) failed("to_utf8");
        Result<Document> document = read_html(*text);
        if (!document) failed("read_html");
        Result<Reading> reading = recognise(*document);
        if (!reading) failed("recognise");
        std::size_t cell = cell_index<Report>("applications.received.natural_person"), matches = 0;
        for (const std::string& number : page.numbers) {
          // The row that only the 2019 form has is not printed.
          while (cell < schema<Report>.cells && !reading->sources[cell].found()) ++cell;
          matches += cell < schema<Report>.cells && reading->sources[cell++].printed == number;
        }
        if (matches != 190) failed("numbers lost");
        if (&bytes == &result.gb18030.back()) continue;
        if (result.documents.size() == n) {
          result.documents.push_back(*std::move(document));
          result.reports.push_back(reading->report);
        }
      }
      result.utf8.push_back(std::move(page.html));
    }
    return result;
  }();
  return made;
}

template <class Values, class Use>
void over(benchmark::State& state, const Values& values, Use&& use) {
  for (auto _ : state)
    for (const auto& value : values) use(value);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * page_count);
}

void gumbo_tree(benchmark::State& state) {
  over(state, pages().utf8, [](const std::string& page) {
    GumboOutput* tree = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    benchmark::DoNotOptimize(tree);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
  });
}

void only_to_utf8(benchmark::State& state, bool gb) {
  over(state, gb ? pages().gb18030 : pages().utf8,
       [](const std::string& page) { benchmark::DoNotOptimize(to_utf8(page)); });
}

void only_read_html(benchmark::State& state) {
  over(state, pages().utf8,
       [](const std::string& page) { benchmark::DoNotOptimize(read_html(page)); });
}

void to_document(benchmark::State& state, bool gb) {
  over(state, gb ? pages().gb18030 : pages().utf8,
       [](const std::string& page) { benchmark::DoNotOptimize(read_html(*to_utf8(page))); });
}

void only_recognise(benchmark::State& state) {
  over(state, pages().documents,
       [](const Document& document) { benchmark::DoNotOptimize(recognise(document)); });
}

void only_check(benchmark::State& state) {
  over(state, pages().reports,
       [](const Report& report) { benchmark::DoNotOptimize(check(report)); });
}

void only_mentions(benchmark::State& state) {
  over(state, pages().reports,
       [](const Report& report) { benchmark::DoNotOptimize(mentions(report)); });
}

// From bytes of any kind to a checked report, with the quantities of its texts.
void whole_job(benchmark::State& state, bool gb) {
  over(state, gb ? pages().gb18030 : pages().utf8,
       [](const std::string& page) { benchmark::DoNotOptimize(check(read(page)->report)); });
}

// In real time: what two threads take together says nothing.
void jobs(benchmark::State& state, std::size_t threads) {
  constexpr std::size_t rounds = 16, handful = 4;
  for (auto _ : state) {
    using Handful = std::pair<const std::string*, const std::string*>;
    InOrder<Handful, std::size_t> work(
        threads,
        [](Handful some) {
          std::size_t findings = 0;
          for (const std::string* page = some.first; page != some.second; ++page)
            findings += check(read(*page)->report).size();
          return findings;
        },
        [](std::size_t findings) {
          benchmark::DoNotOptimize(findings);
          return true;
        });
    for (std::size_t round = 0; round < rounds; ++round)
      for (std::size_t i = 0; i < page_count; i += handful)
        work.give({&pages().utf8[i], &pages().utf8[i] + handful});
    work.finish();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rounds * page_count));
}

}  // namespace

int main(int count, char** arguments) {
  measure(base_name, 1, gumbo_tree);
  measure("to_utf8, UTF-8", 10, only_to_utf8, false);
  measure("to_utf8, GB18030", 10, only_to_utf8, true);
  measure("read_html", 10, only_read_html);
  measure("to a document, UTF-8", 10, to_document, false);
  measure("to a document, GB18030", 10, to_document, true);
  measure("recognise", 2, only_recognise);
  measure("check", 10, only_check);
  measure("mentions", 10, only_mentions);
  measure("whole job, UTF-8", 2, whole_job, false);
  measure("whole job, GB18030", 2, whole_job, true);
  measure(one_job, 1, jobs, 1)->UseRealTime();
  measure(two_jobs, 1, jobs, 2)->UseRealTime();
  return run_mixed(count, arguments, 9, [](const Medians& times) {
    if (!times.has(base_name)) return;
    double size = static_cast<double>(pages().bytes) / page_count;
    std::printf("HTML: %u pages of %.0f bytes on average; medians of %zu runs\n", page_count, size,
                times.runs(base_name));
    std::printf("%8s  %10s  %8s\n", "faster", "us/page", "MB/s");
    for (const std::string& name : times.names()) {
      double time = times[name] / 1000;
      std::printf("%8.1f  %10.1f  %8.0f  %s\n", times[base_name] / times[name], time, size / time,
                  name.c_str());
    }
    if (times.has(two_jobs))
      std::printf("2 jobs against 1: %.2f times\n", times[one_job] / times[two_jobs]);
  });
}
