#pragma once

#include <string_view>

namespace sim {

/// A file that was compiled in by theater_embed() (cmake/Embed.cmake).
struct EmbeddedFile {
    std::string_view name; ///< without folder and last suffix
    std::string_view bytes;
};

} // namespace sim
