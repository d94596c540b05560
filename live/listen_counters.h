#pragma once

#include "live/descriptor.h"
#include "live/step.h"
#include "sim/trace/load.h"

#include <optional>

namespace live {

/// What the kernel counts of the listeners of one network namespace (/proc/net/netstat).
class ListenCounters {
public:
    /// For the namespace we are in; they may be read from anywhere.
    static Attempt<ListenCounters> open();

    /// As they are now, counted from when the namespace was made. Nothing when the file can not be
    /// read; a counter this kernel does not have stays 0.
    [[nodiscard]] std::optional<sim::ListenCounts> read() const;

private:
    explicit ListenCounters(Descriptor file) : file_(std::move(file)) {}
    Descriptor file_;
};

} // namespace live
