# theater_embed(TARGET FUNCTION FILES...): compiles files into TARGET, so that programs work from any
# folder. FUNCTION is qualified ("sim::shipped_scenario_files"); declare it as
#   std::span<const sim::EmbeddedFile> shipped_scenario_files();
# A change of a file recompiles it, and it alone.
set(THEATER_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedFile.cmake)

function(theater_embed target function)
  string(REGEX REPLACE "::[^:]*$" "" space ${function})
  string(REGEX REPLACE "^.*::" "" name ${function})
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name})
  set(declarations "")
  set(rows "")
  set(sources "")
  set(number 0)
  foreach(file IN LISTS ARGN)
    get_filename_component(path ${file} ABSOLUTE)
    get_filename_component(stem ${file} NAME_WLE)
    set(symbol ${name}_${number})
    add_custom_command(
      OUTPUT ${folder}/${number}.cpp
      COMMAND ${CMAKE_COMMAND} -DINPUT=${path} -DOUTPUT=${folder}/${number}.cpp -DSPACE=${space}
              -DSYMBOL=${symbol} -P ${THEATER_EMBED_SCRIPT}
      DEPENDS ${path} ${THEATER_EMBED_SCRIPT}
      COMMENT "Embedding ${stem}"
      VERBATIM)
    list(APPEND sources ${folder}/${number}.cpp)
    string(APPEND declarations "extern const std::string_view ${symbol};\n")
    string(APPEND rows "        {\"${stem}\", ${symbol}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${folder}/all.cpp @ONLY CONTENT
"#include \"sim/base/embedded_file.h\"

#include <span>
#include <vector>

namespace @space@ {

@declarations@
std::span<const sim::EmbeddedFile> @name@();
std::span<const sim::EmbeddedFile> @name@() {
    static const std::vector<sim::EmbeddedFile> files{
@rows@    };
    return files;
}

} // namespace @space@
")
  target_sources(${target} PRIVATE ${sources} ${folder}/all.cpp)
endfunction()
