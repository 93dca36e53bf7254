# How the pages become a site: sphinx-build -W -b html docs DIRECTORY
# Sphinx with MyST, because both are released several times a year, pages stay Markdown that reads
# well without a site, and a link that leads nowhere stops the build (-W). tests/docs/site.sh builds.
project = "gongkai"
extensions = ["myst_parser"]
myst_heading_anchors = 4  # links to #headings, as code hosts make them
html_theme = "furo"
html_title = "gongkai · 政府信息公开工作年度报告"
language = "en"
exclude_patterns = []
