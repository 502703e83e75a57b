year,population
2020,74636
