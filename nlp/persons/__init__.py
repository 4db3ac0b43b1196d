"""Names of persons: runs of capitalised words judged by what stands around them, and names in small letters."""
