# What gongkai is made with: the one place for names, oldest versions and licences. CMakeLists.txt
# finds them by it, the installed package asks for them by it, and the bill of materials is written
# from it. Name in CMake, oldest version, licence (SPDX), what needs it, the package in Debian 12.
set(gongkai_dependencies
    "Boost|1.81|BSL-1.0|core|libboost1.81-dev" # Describe and Mp11, headers only
    "simdjson|3.0|Apache-2.0|library|libsimdjson-dev"
    "ZLIB|1.2.11|Zlib|library|zlib1g-dev"
    "pugixml|1.9|MIT|library|libpugixml-dev"
    "CLI11|2.1|BSD-3-Clause|command|libcli11-dev")

foreach(dependency IN LISTS gongkai_dependencies)
  string(REPLACE "|" ";" fields ${dependency})
  list(GET fields 0 name)
  list(GET fields 1 gongkai_${name}_oldest)
endforeach()

# Writes the bill of materials, CycloneDX 1.5: with what versions this build was made. Without a time
# or a random number, so that the same build has the same one.
function(gongkai_write_sbom file)
  set(components "")
  set(names "")
  foreach(dependency IN LISTS gongkai_dependencies)
    string(REPLACE "|" ";" fields ${dependency})
    list(GET fields 0 name)
    list(GET fields 2 licence)
    list(GET fields 3 needed_by)
    list(GET fields 4 package)
    set(version "")
    foreach(found IN ITEMS ${name}_VERSION_STRING ${name}_VERSION boost_describe_VERSION)
      if(NOT version AND DEFINED ${found} AND (NOT found MATCHES "^boost" OR name STREQUAL "Boost"))
        set(version ${${found}})
      endif()
    endforeach()
    if(NOT version)
      continue() # not part of this build
    endif()
    string(TOLOWER ${name} lower)
    string(APPEND components "    {\n"
      "      \"type\": \"library\",\n"
      "      \"bom-ref\": \"${lower}\",\n"
      "      \"name\": \"${lower}\",\n"
      "      \"version\": \"${version}\",\n"
      "      \"purl\": \"pkg:generic/${lower}@${version}\",\n"
      "      \"licenses\": [{\"license\": {\"id\": \"${licence}\"}}],\n"
      "      \"properties\": [{\"name\": \"gongkai:needed-by\", \"value\": \"${needed_by}\"},\n"
      "                     {\"name\": \"gongkai:debian-package\", \"value\": \"${package}\"}]\n"
      "    },\n")
    string(APPEND names "\"${lower}\", ")
  endforeach()
  string(REGEX REPLACE ",\n$" "\n" components "${components}")
  string(REGEX REPLACE ", $" "" names "${names}")
  file(CONFIGURE OUTPUT "${file}" @ONLY CONTENT [[{
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "version": 1,
  "metadata": {
    "component": {
      "type": "library",
      "bom-ref": "gongkai",
      "name": "gongkai",
      "version": "@PROJECT_VERSION@",
      "purl": "pkg:generic/gongkai@@PROJECT_VERSION@",
      "licenses": [{"license": {"id": "Apache-2.0"}}]
    }
  },
  "components": [
@components@  ],
  "dependencies": [{"ref": "gongkai", "dependsOn": [@names@]}]
}
]])
endfunction()
