#pragma once

#include "sim/scenario/call_signature.h"
#include "sim/scenario/program_scope.h"
#include "sim/scenario/token_reader.h"

namespace sim {

/// Reads what stands between a call's parentheses.
class ArgumentReader {
public:
    ArgumentReader(TokenReader& tokens, const ProgramScope& scope)
        : tokens_(tokens), scope_(scope) {}

    /// Reads one argument into the call's field for it.
    void read(Parameter parameter, Call& call);

private:
    VariableId variable(VariableKind kind);
    void host(Call& call);
    void content(Call& call);
    void half(Call& call);
    void option(Call& call);
    void duration(Call& call);

    TokenReader& tokens_;
    const ProgramScope& scope_;
};

} // namespace sim
