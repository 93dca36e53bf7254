# Stands for a Boost that is packaged library by library, without a target for all headers.
if(NOT TARGET Boost::describe)
  add_library(Boost::describe INTERFACE IMPORTED)
endif()
