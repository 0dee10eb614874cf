// No blanks at all.
function main(){var a=growTo(1),b=[];HEAP8[a]=growTo(2),HEAP8[a]+=3,a++,b.push(HEAP8[a-1],HEAP8[a]++),HEAP32[a>>2]=HEAPU8[a]|HEAPU8[a+1]<<8|HEAPU8[a+2]<<16;for(;a<4;)HEAP8[a++]=a;return a?b.concat(HEAP8[grow()+top(1)]):HEAP8[0]}
