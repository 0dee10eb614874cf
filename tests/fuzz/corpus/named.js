Ph[p] = w[p >> 2] + Module.memory; eval("x"); 
