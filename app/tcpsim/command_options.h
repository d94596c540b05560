#pragma once

#include "app/tcpsim/commands.h"
#include "app/tcpsim/options.h"

#include <CLI/CLI.hpp>

namespace tcpsim {

/// Declares the options on a subcommand; they are stored in `options`, which must outlive it.
void add_options(CLI::App& command, Options& options);
/// Declares --lang alone.
void add_language(CLI::App& command, Language& language);
/// Declares what packetdrill takes.
void add_packetdrill_options(CLI::App& command, PacketdrillOptions& options);

} // namespace tcpsim
