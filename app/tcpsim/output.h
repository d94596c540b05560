#pragma once

#include "app/tcpsim/exit_status.h"
#include "sim/base/expected.h"

#include <string>
#include <string_view>

namespace tcpsim {

/// Writes to standard output, or to `file` where it is not empty. A file gets all of it or stays as
/// it was. A reader that has gone away is no error.
sim::Expected<void> write_output(std::string_view bytes, const std::string& file = {});

/// The same for a command whose status is `status`; a failed write is told, and is bad input.
ExitStatus finish(std::string_view bytes, const std::string& file, ExitStatus status);

/// Tells the error on standard error.
ExitStatus complain(const sim::Error& error);

} // namespace tcpsim
