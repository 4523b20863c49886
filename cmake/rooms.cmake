# A room is one folder of src/ and one static library. Its warnings are those of the style guide;
# they are errors in every preset but the release one, which strangers build with compilers that
# nobody here has seen.
function(psoas_compile_options target)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /permissive- /utf-8
                               $<$<BOOL:${PSOAS_WERROR}>:/WX>)
    else()
        target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                               -Wsign-conversion -Wold-style-cast
                               $<$<BOOL:${PSOAS_WERROR}>:-Werror>)
    endif()
    if(PSOAS_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${PSOAS_SANITIZE}
                               -fno-sanitize-recover=all -fno-omit-frame-pointer)
        target_link_options(${target} PUBLIC -fsanitize=${PSOAS_SANITIZE})
    endif()
endfunction()

# Where PSOAS_PRECOMPILE is on, the headers that most files of the target read are compiled once. Not
# in the builds that people work with: there each file must name what it uses.
function(psoas_precompile target)
    if(NOT PSOAS_PRECOMPILE)
        return()
    endif()
    set(headers <algorithm> <chrono> <filesystem> <functional> <map> <memory> <optional> <set>
                <string> <variant> <vector>)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    if("Qt6::Widgets" IN_LIST libraries)
        list(APPEND headers <QtWidgets>)
    elseif("Qt6::Core" IN_LIST libraries)
        list(APPEND headers <QtCore>)
    endif()
    target_precompile_headers(${target} PRIVATE ${headers} ${ARGN})
endfunction()

# psoas_room(NAME SOURCES file… ROOMS lower-room… LIBRARIES library…)
function(psoas_room name)
    cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
    add_library(psoas_${name} STATIC ${ARG_SOURCES})
    psoas_compile_options(psoas_${name})
    list(TRANSFORM ARG_ROOMS PREPEND psoas_)
    target_link_libraries(psoas_${name} PRIVATE ${ARG_ROOMS} ${ARG_LIBRARIES})
    psoas_precompile(psoas_${name})
endfunction()

# psoas_test(ROOM SOURCES file… ROOMS room… LIBRARIES library…): one test program a room, each of
# its cases known to ctest by name.
function(psoas_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
    add_executable(${name}_test ${ARG_SOURCES})
    psoas_compile_options(${name}_test)
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name}_test PRIVATE
        PSOAS_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        $<$<VERSION_GREATER_EQUAL:${Catch2_VERSION},3>:PSOAS_CATCH2_3>)
    list(TRANSFORM ARG_ROOMS PREPEND psoas_)
    target_link_libraries(${name}_test PRIVATE ${ARG_ROOMS} ${ARG_LIBRARIES} psoas_test_main)
    psoas_precompile(${name}_test ${PROJECT_SOURCE_DIR}/tests/support/catch.h)
    # Under Catch2 2.13 a name that ctest cannot pass on runs no case, and would count as passed.
    catch_discover_tests(${name}_test TEST_PREFIX "${name}: "
        PROPERTIES FAIL_REGULAR_EXPRESSION "No test cases matched"
                   ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()
