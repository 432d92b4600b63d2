UPDATE region SET is_default = false
