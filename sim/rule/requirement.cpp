#include "sim/rule/requirement.h"

#include <array>

namespace sim {

namespace {

constexpr std::array requirements{
#define REQUIREMENT(id, section) Requirement{id, section},
#include "sim/rule/requirements.inc"
#undef REQUIREMENT
};

struct Test {
    std::string_view subject, path;
};

constexpr std::array tests{
#define TEST(subject, path) Test{subject, path},
#include "sim/rule/tests.inc"
#undef TEST
};

} // namespace

std::span<const Requirement> all_requirements() {
    return requirements;
}

std::vector<std::string_view> tests_of(std::string_view subject) {
    std::vector<std::string_view> found;
    for (const Test& test : tests)
        if (test.subject == subject) found.push_back(test.path);
    return found;
}

} // namespace sim
