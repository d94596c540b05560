#pragma once

#include "tests/sim/peer.h"

/// RFC 9293 3.10.7 as a table: eleven states by the segments that may arrive.
std::vector<Row> rfc9293_rows();
