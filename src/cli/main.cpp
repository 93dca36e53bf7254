#include "cli/command.hpp"

int main(int argc, char** argv) { return gongkai::command(argc, argv); }
