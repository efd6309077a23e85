// Command rotate plans school groups and the yearly exchange of teachers of a county, and proves how good its plans are.
package main

func main() {}
