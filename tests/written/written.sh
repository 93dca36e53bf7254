#!/bin/sh
# What is written opens elsewhere. HTML passes HTML Tidy; Word and Excel files open in LibreOffice
# and become PDF with the words of the form; a form that was filled in there has its totals.
#   written.sh COMMAND SCRATCH_DIRECTORY
# Needs tidy, libreoffice-writer-nogui, libreoffice-calc-nogui, poppler-utils, python3; without them
# it is skipped (77).
set -eu
for tool in tidy soffice pdftotext python3; do
  command -v "$tool" >/dev/null || { echo "no $tool here: skipped"; exit 77; }
done
gongkai=$(realpath "$1")
samples=$(realpath "$(dirname "$0")/../../examples/data")
rm -rf "$2"
mkdir -p "$2"
cd "$2"

# A profile of its own, so that nobody's settings count. It says nothing of its failures itself.
office() {
  soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to "$@" >office.log 2>&1 ||
    { cat office.log; exit 1; }
}

for sample in "$samples"/*.md; do
  name=$(basename "$sample" .md)
  for shape in docx xlsx html; do "$gongkai" write "$sample" -o "$name.$shape" 2>/dev/null; done
  "$gongkai" check "$sample" --format html >"$name.check.html" || [ $? -eq 1 ]
  "$gongkai" write "$sample" --fragment --lang en -o "$name.part.html" 2>/dev/null
  { echo '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title></head><body>'
    cat "$name.part.html"
    echo '</body></html>'; } >"$name.around.html"
  for page in "$name.html" "$name.check.html" "$name.around.html"; do
    tidy -quiet -errors "$page" || { echo "$page: no valid HTML"; exit 1; }
  done
done
echo "HTML Tidy has nothing to say of $(ls ./*.html | grep -vc part) pages"

# Two programs' worth of files in one start of LibreOffice each.
for shape in docx xlsx; do
  mkdir "$shape"
  office pdf --outdir "$shape" ./*."$shape"
  for sample in "$samples"/*.md; do
    pdf=$shape/$(basename "$sample" .md).pdf
    pdftotext -layout "$pdf" - | tr -d ' \n\f' >words
    for label in 政府信息公开工作年度报告 第二十条第（一）项 1.属于国家秘密 复议后起诉 \
      六、其他需要报告的事项; do
      grep -q "$label" words || { echo "$pdf does not show $label"; exit 1; }
    done
  done
done
echo "Word and Excel files open in LibreOffice"

# Three natural persons applied, two were answered; the rest of table 3 is 0.
"$gongkai" new --year 2026 --agency 示例市水利局 -o form.xlsx
python3 - <<'END'
import re, zipfile
with zipfile.ZipFile("form.xlsx") as form, zipfile.ZipFile("filled.xlsx", "w") as filled:
    for name in form.namelist():
        part = form.read(name).decode()
        if name == "xl/worksheets/sheet3.xml":
            cells = {"D5": 3, "D7": 2}
            part, count = re.subn(r'<c r="([D-I]\d+)" s="6"/>',
                                  lambda m: f'<c r="{m[1]}" s="6"><v>{cells.get(m[1], 0)}</v></c>', part)
            assert count == 6 * 24, count  # 25 rows, of which （七） has formulas
        filled.writestr(name, part)
END
office xlsx --outdir counted filled.xlsx
"$gongkai" read counted/filled.xlsx --format json >filled.json
python3 - <<'END'
import json
table = json.load(open("filled.json"))["applications"]
found = [table["received"]["total"], table["outcomes"]["disclosed"]["total"],
         table["outcomes"]["total"]["natural_person"], table["outcomes"]["total"]["total"],
         table["carried_forward"]["total"], table["outcomes"]["total"]["other"]]
assert found == [3, 2, 2, 2, 0, 0], found
END
"$gongkai" check counted/filled.xlsx >findings || [ $? -eq 1 ]
grep -q '表三·自然人列：第一项加第二项为 3，第三项加第四项为 2' findings
echo "a form filled in there has its totals, and check finds what does not agree"
