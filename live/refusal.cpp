#include "live/refusal.h"

#include <charconv>

namespace live {

std::string body_of(const StepFailure& failure) {
    return std::to_string(static_cast<int>(failure.step)) + " " + std::to_string(failure.error)
           + " " + failure.subject;
}

StepFailure step_failure_in(std::string_view body) {
    int step = 0;
    StepFailure failure;
    const char* const end = body.data() + body.size();
    const auto after_step = std::from_chars(body.data(), end, step);
    if (after_step.ptr == end) return failure;
    const auto after_error = std::from_chars(after_step.ptr + 1, end, failure.error);
    failure.step = static_cast<Step>(step);
    if (after_error.ptr != end) failure.subject.assign(after_error.ptr + 1, end);
    return failure;
}

} // namespace live
