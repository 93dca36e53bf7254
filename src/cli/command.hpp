// The command `gongkai`, all of it.
#ifndef GONGKAI_CLI_COMMAND_HPP
#define GONGKAI_CLI_COMMAND_HPP

namespace gongkai {
inline namespace v0 {

/// Arguments as main() gets them; the exit status. Prints, and leaves SIGPIPE ignored.
int command(int argc, char** argv);

}  // namespace v0
}  // namespace gongkai

#endif
