#include "src/cli/commands.h"

int main(int argc, char** argv) { return heaplift::run_heaplift({argv + 1, argv + argc}); }
