// Nothing: heaplift tries the options of heaplift_target on this file.
