// One agency over the years: what this year's report must continue.
#include <cstdio>
#include <gongkai/series.hpp>

using namespace gongkai;

int main() {
  Report of_2024 = blank_report(Form::of_2021), of_2025 = of_2024;
  of_2024.agency = of_2025.agency = "示例市水利局";
  of_2024.year = 2024;
  of_2025.year = 2025;

  // 470 in force at the end of 2024; 62 issued, 33 repealed in 2025: 499, but 440 are reported.
  of_2024.disclosure.normative_documents = {77, 132, 470};
  of_2025.disclosure.normative_documents = {62, 33, 440};
  // One application was carried forward, and one is said to have come over: that agrees.
  of_2024.applications.carried_forward = {1, 0, 0, 0, 0, 0, 1};
  of_2025.applications.carried_in = {1, 0, 0, 0, 0, 0, 1};

  Findings findings = check_series({&of_2024, &of_2025});
  std::size_t documents = 0;
  for (const Finding& finding : findings) {
    std::printf("%s  %s：%s\n", std::string(finding.rule.id).c_str(),
                subject(finding, Language::zh).c_str(), message(finding, Language::zh).c_str());
    documents += message(finding, Language::zh).find("499") != std::string::npos ? 1U : 0U;
  }
  return documents == 1 ? 0 : 1;
}
