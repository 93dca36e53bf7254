// An Excel file as it is, or the XML of a sheet, which is packed into one.
#include "../packages.hpp"
#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(as_text(data, size));
  if (bytes.substr(0, 2) != "PK") {
    std::string workbook = "<workbook><sheets><sheet id=\"rId1\"/></sheets></workbook>";
    std::string strings =
        "<sst><si><t>自然人</t></si><si><r><t>总</t></r><r><t>计</t></r></si></sst>";
    std::string related = relationships({{"worksheet", "s.xml"}, {"sharedStrings", "strings.xml"}});
    bytes = zip_of({zip_claim({"xl/workbook.xml", workbook}, true),
                    zip_claim({"xl/strings.xml", strings}, true),
                    zip_claim({"xl/_rels/workbook.xml.rels", related}, true),
                    zip_claim({"xl/s.xml", bytes}, true)});
  }
  check_office(read_xlsx(bytes, small_limits()));
  return 0;
}
